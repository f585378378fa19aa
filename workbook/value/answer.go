package value

// Answer is a yes, a no or an admitted "I don't know"; blank is not yet answered.
type Answer string

// The answers.
const (
	Unanswered Answer = ""
	Yes        Answer = "yes"
	No         Answer = "no"
	Unknown    Answer = "unknown"
)

// Answers lists what can be chosen, without the blank.
func Answers() []Answer { return []Answer{Yes, No, Unknown} }

// String gives the words shown for the answer.
func (a Answer) String() string {
	if a == Unknown {
		return "don't know"
	}
	return string(a)
}
