//go:build !race

package storetest

// Race tells that the tests run under the race detector.
const Race = false
