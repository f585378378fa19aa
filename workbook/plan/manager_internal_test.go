package plan

import (
	"reflect"
	"slices"
	"testing"
)

// TestManagerViewHoldsNoSecret keeps the reduced type reduced: nothing but
// text, under names that stand on the list of what a manager may read.
func TestManagerViewHoldsNoSecret(t *testing.T) {
	open := []string{
		"title", "person", "employer", "role", "with", "meeting", "asks", "figures",
		"heading", "term", "number", "basis", "today", "rise", "reason", "cost", "proofs",
		"source", "kind", "place", "low", "middle", "high", "date", "asksRest", "figuresRest",
		"agenda", "deals", "sentence", "status",
		"targets", "what", "target", "period", "actual", "result", "asof", "agreed", "confirmed", "by", "extras", "words", "credit", "next", "after",
	}
	var visit func(reflect.Type)
	visit = func(v reflect.Type) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if f := v.Field(i); !slices.Contains(open, f.Name) {
					t.Errorf("%s has the field %q, which a manager is not meant to read", v, f.Name)
				} else {
					visit(f.Type)
				}
			}
		case reflect.Slice:
			visit(v.Elem())
		case reflect.String:
		default:
			t.Errorf("a %s can hold more than it shows", v)
		}
	}
	visit(reflect.TypeFor[managerView]())
}
