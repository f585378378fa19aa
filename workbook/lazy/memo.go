package lazy

import "sync"

// Memo keeps what a function gives for the last texts: the findings are reckoned anew
// at each key, and what is not typed in has not changed. The zero value is ready, and
// may be used from several goroutines.
type Memo struct {
	of   func(string) string
	lock sync.Mutex
	kept map[string]string
}

// memoized is how many texts are kept: those of some workbooks side by side.
const memoized = 128

// NewMemo gives a memo of a function that depends on nothing but its text.
func NewMemo(of func(string) string) *Memo { return &Memo{of: of} }

// Of gives what the function gives for a text.
func (m *Memo) Of(text string) string {
	m.lock.Lock()
	is, ok := m.kept[text]
	m.lock.Unlock()
	if ok {
		return is
	}
	is = m.of(text)
	m.lock.Lock()
	defer m.lock.Unlock()
	if len(m.kept) >= memoized || m.kept == nil {
		m.kept = map[string]string{}
	}
	m.kept[text] = is
	return is
}
