package field

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// linked tells whether it is answered by picking records.
func (q question) linked() bool { return q.Kind == schema.RefKind || q.Kind == schema.RefsKind }

// ticked tells whether several records can be picked.
func (q question) ticked() bool { return q.Kind == schema.RefsKind }

// options are what can be chosen or picked, with their words; of records their names.
func (f *FormOf[W]) options(h HostOf[W], q question) []Option {
	if !q.linked() {
		return q.options()
	}
	w := h.Workbook()
	rec := f.schema().Record(&w, f.Record)
	if rec == nil {
		return nil
	}
	var out []Option
	for _, id := range f.schema().Pickable(&w, q.Field, rec) {
		out = append(out, Option{string(id), h.NameOf(workbook.RecordKey(q.Target, id))})
	}
	return out
}

// picks gives the ids of the records that are picked.
func (f *FormOf[W]) picks(w W, q question) []workbook.ID {
	switch at := q.At(f.schema().Record(&w, f.Record)).(type) {
	case *workbook.ID:
		if *at != "" {
			return []workbook.ID{*at}
		}
	case *[]workbook.ID:
		return *at
	}
	return nil
}

// link picks a record, or lets go of it.
func (f *FormOf[W]) link(rec any, q question, id workbook.ID, on bool) {
	switch at := q.At(rec).(type) {
	case *workbook.ID:
		*at = id
	case *[]workbook.ID:
		*at = schema.Linked(*at, id, on)
	}
}

// rowIn is the place of the record that space ticks among those of a set.
func (f *FormOf[W]) rowIn(options []Option) int {
	return max(0, slices.IndexFunc(options, func(o Option) bool { return o.Value == f.row }))
}

// tick picks a record of a set, or lets go of it; each is a step of its own.
func (f *FormOf[W]) tick(h HostOf[W], q question, id string, on bool) {
	f.anew()
	f.row = id
	f.pause = h.Editor().pause()
	f.edit(h, q, func(_ *W, rec any) { f.link(rec, q, workbook.ID(id), on) })
}

// flip ticks a record of a set, or takes the tick back.
func (f *FormOf[W]) flip(h HostOf[W], q question, id string) {
	f.tick(h, q, id, !slices.Contains(f.picks(h.Workbook(), q), workbook.ID(id)))
}

// typeTicks hands a key to a set of links; false when it has no use for it.
func (f *FormOf[W]) typeTicks(h HostOf[W], q question, k tea.KeyPressMsg) bool {
	all := f.options(h, q)
	if len(all) == 0 {
		return false
	}
	at := all[f.rowIn(all)].Value
	typed, to, ok := ChoiceKey(k, f.typed, at, all)
	switch {
	case k.String() == "space":
		f.flip(h, q, at)
	case ok && f.prose && to == "":
		f.anew()
	case ok && to == "": // backspace
		f.tick(h, q, at, false)
	case ok && !f.prose:
		f.typed, f.row = typed, to
	default:
		return false
	}
	return true
}

// drawLinks shows what a link points at, or what it can be picked from.
func (f *FormOf[W]) drawLinks(h HostOf[W], q question, w W, width int, here bool) Drawing {
	st, all, is := h.Styles(), f.options(h, q), f.picks(w, q)
	picked := func(id string) bool { return slices.Contains(is, workbook.ID(id)) }
	switch {
	case len(all) == 0:
		return Text(f.nothing(h, q), width, st.Dim)
	case here && q.ticked():
		return Ticks(f.rowIn(all), picked, all, width, st, func(id string) { f.flip(h, q, id) })
	case here:
		return Pick(f.text(w, q), all, width, st, func(id string) {
			f.anew()
			f.answer(h, q, id)
		})
	}
	if d := names(picked, all, width, st); len(d.Lines) > 0 {
		return d
	}
	if text := q.blank(w); text != "" {
		return Text(text, width, st.Dim)
	}
	return Text("–", width, st.Dim)
}

// nothing says that there is nothing to pick, and what to do about it.
func (f *FormOf[W]) nothing(h HostOf[W], q question) string {
	switch {
	case q.Hint.Nothing != "":
		return q.Hint.Nothing
	case f.cannotMake(q) == "":
		return "Nothing to pick yet: make one with " + h.Keys().Make.Help().Key + "."
	}
	return "Nothing to pick yet."
}

// cannotMake says why a form does not make a record to link to; "" where it does.
func (f *FormOf[W]) cannotMake(q question) string {
	switch of := f.schema().Collection(q.Target); {
	case of.Most > 0:
		return fmt.Sprintf("%s are made on their own page: there is room for %s.", value.Sentence(value.Plural(of.Most, of.Noun)), value.Spell(of.Most))
	case of.One || of.Kept:
		return "This is not made here."
	}
	return ""
}

// linkCommands tick a record of a set, go to the one in focus, and make one to link to.
func (f *FormOf[W]) linkCommands(h HostOf[W], q question) (rows command.List) {
	k, all, is := h.Keys(), f.options(h, q), f.picks(h.Workbook(), q)
	var to workbook.ID
	if !q.ticked() && len(is) > 0 {
		to = is[0]
	} else if q.ticked() && len(all) > 0 {
		to = workbook.ID(all[f.rowIn(all)].Value)
		words := "tick"
		if slices.Contains(is, to) {
			words = "take the tick back"
		}
		rows = command.List{{ID: "form.tick", Key: k.Cycle, Words: words, Do: func() { f.flip(h, q, string(to)) }}}
	}
	follow := command.Command{ID: "form.follow", Key: k.Follow, Words: "go there", Do: func() {
		f.depart(h)
		h.Follow(workbook.RecordKey(q.Target, to))
	}}
	if to == "" {
		follow.Off = "Nothing is picked here yet."
	}
	return append(rows, follow, command.Command{ID: "form.make", Key: k.Make, Words: "new one", Off: f.cannotMake(q), Do: func() { f.create(h, q) }})
}

// create makes a record, links to it in the same step, and goes there.
func (f *FormOf[W]) create(h HostOf[W], q question) {
	f.depart(h)
	key := workbook.RecordKey(q.Target, h.Typing().NewID())
	h.Edit("make/"+string(key), func(w *W) {
		f.schema().Add(w, key)
		if rec := f.schema().Record(w, f.Record); rec != nil { // behind it: a list that grows moves its records
			f.link(rec, q, key.ID(), true)
		}
	})
	f.row, f.loaded = string(key.ID()), false
	h.Follow(key)
}
