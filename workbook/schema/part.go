package schema

import "iter"

// Part makes the collections of a V those of a W that holds one, for the schema of a file
// in which the records of a V stand beside others. The fields stay those of the V: what
// asks them, or offers links to pick, needs the V itself.
func Part[W, V any](at func(*W) *V, all ...*Collection) []*Collection {
	out := make([]*Collection, len(all))
	for i, c := range all {
		of := *c
		in := func(root any) any { return at(root.(*W)) }
		of.each = func(root any) iter.Seq2[ID, any] { return c.each(in(root)) }
		of.find = func(root any, id ID) any { return c.find(in(root), id) }
		of.insert = func(root any, id ID) any { return c.insert(in(root), id) }
		of.remove = func(root any, id ID) { c.remove(in(root), id) }
		of.unshare = func(root any) { c.unshare(in(root)) }
		if c.rename != nil {
			of.rename = func(root any, to func(ID) ID) { c.rename(in(root), to) }
		}
		out[i] = &of
	}
	return out
}
