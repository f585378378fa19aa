package content

import (
	"fmt"
	"reflect"
	"strings"

	"firstmile/workbook"
)

// home tells which file holds the words of which collection.
var home = map[string]string{
	workbook.ProfileRecords: profileFile,
	workbook.JobRecords:     profileFile,
	workbook.ReturnRecords:  lessonFile(workbook.LessonReturns),
	needs:                   lessonFile(workbook.LessonNeeds),
	workbook.AskRecords:     lessonFile(workbook.LessonAsks),
	workbook.FigureRecords:  lessonFile(workbook.LessonAsks),
	workbook.OfferRecords:   lessonFile(workbook.LessonOffers),
}

// needs stands before the names of what lesson 2 adds to a return.
const needs = "needs"

// fieldHomes lists every question of a workbook with the file that holds its
// words. It is read off the structs, so that a new field without a label is
// refused instead of shown under its own key.
func fieldHomes() (map[string]string, *Error) {
	out := map[string]string{}
	w := reflect.TypeFor[workbook.Workbook]()
	for i := range w.NumField() {
		name, t := jsonName(w.Field(i)), w.Field(i).Type
		if name == "id" {
			continue
		}
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if err := addFields(out, name, t); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func addFields(out map[string]string, collection string, t reflect.Type) *Error {
	file, ok := home[collection]
	if !ok {
		return &Error{profileFile, 0, fmt.Sprintf("no file is set to hold the words of %q", collection)}
	}
	for i := range t.NumField() {
		f := t.Field(i)
		switch name := jsonName(f); {
		case name == "id":
		case f.Type == reflect.TypeFor[workbook.Need]():
			if err := addFields(out, needs, f.Type); err != nil {
				return err
			}
		default:
			out[collection+"."+name] = file
		}
	}
	return nil
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}
