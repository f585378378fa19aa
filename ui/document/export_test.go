package document

// What only tests look at.

// Waiting is how many changes are kept until they are known to be on disk.
func (d *DocumentOf[W]) Waiting() int { return len(d.sent) }
