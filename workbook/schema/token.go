package schema

var token = func() *kind[string] {
	k := *text
	k.found = nil
	return &k
}()

// Token is a word of the program's own: the key of a record of another schema, or the name
// of a field. Nobody types it: no form asks for it, and find passes it over.
func Token[R any](name, what string, at func(*R) *string, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: TokenKind, Elsewhere: true}, at, token, traits)
}
