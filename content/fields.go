package content

import (
	"cmp"
	"reflect"
	"strings"
	"sync"

	"firstmile/workbook"
)

// homes lists every question of a workbook with the file that holds its words.
// It is read off the structs, so that a new field without a label is refused
// instead of shown under its own key. Most commands need no words.
var homes = sync.OnceValue(fieldHomes)

func fieldHomes() map[string]string {
	const needs = "needs" // stands before the names of what lesson 2 adds to a return
	files := map[string]string{
		workbook.ReturnRecords:   lessonFile(workbook.LessonReturns),
		needs:                    lessonFile(workbook.LessonNeeds),
		workbook.AskRecords:      lessonFile(workbook.LessonAsks),
		workbook.FigureRecords:   lessonFile(workbook.LessonAsks),
		workbook.OfferRecords:    lessonFile(workbook.LessonOffers),
		workbook.FallbackRecords: lessonFile(workbook.LessonOffers),
	}
	out := map[string]string{}
	var add func(collection string, t reflect.Type)
	add = func(collection string, t reflect.Type) {
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		for _, f := range reflect.VisibleFields(t) {
			switch name, _, _ := strings.Cut(f.Tag.Get("json"), ","); {
			case name == "id": // made by the program
			case collection == "":
				add(name, f.Type)
			case f.Type == reflect.TypeFor[workbook.Need]():
				add(needs, f.Type)
			default:
				out[collection+"."+name] = cmp.Or(files[collection], profileFile)
			}
		}
	}
	add("", reflect.TypeFor[workbook.Workbook]())
	return out
}
