package plan

import "slices"

func init() { sections["notes"] = planner.notes }

// notes are what was kept from the shell and waits to be placed, the newest first. They
// are for oneself: nobody has said yet where they belong, nor who may read them.
func (p planner) notes() []Block {
	if p.reader != Mine || len(p.w.Notes) == 0 {
		return nil
	}
	var items []string
	for _, n := range slices.Backward(p.w.Notes) {
		items = append(items, joined(n.Day.Short(p.today), n.Text))
	}
	return []Block{List{Items: items}}
}
