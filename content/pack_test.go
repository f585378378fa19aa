package content

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"firstmile/content/contenttest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// packOf gives the files of a pack, with a pack.toml where none is among them.
func packOf(texts map[string]string) fstest.MapFS {
	m := fstest.MapFS{packFile: {Data: []byte("id = \"lee-2\"\nname = \"Lee's questions\"\nversion = 3\nlanguage = \"en\"\n")}}
	for name, text := range texts {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func laid(t *testing.T, m fs.FS) *Pack {
	t.Helper()
	p, faults := builtinPack(t).Over(m)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return p
}

const stake = "[[question]]\nid = \"stake\"\nlesson = \"asks\"\nlabel = \"At stake\"\nhelp = \"What you would regret not having said.\"\n"

// What a pack does not hold is as it was, and the built-in words stay as they are.
func TestPackHoldsOnlyWhatDiffers(t *testing.T) {
	before := builtinPack(t)
	untouched, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	p := laid(t, packOf(map[string]string{
		"lessons/03-asks.md": "+++\ntask = \"Another task.\"\n[[field]]\nkey = \"asks.minimum\"\nlabel = \"Floor\"\n" +
			"[[field]]\nkey = \"asks.target\"\nexample = \"\"\n+++\n",
		profileFile:   "[[field]]\nkey = \"profile.with\"\nhelp = \"Another help.\"\n",
		questionsFile: stake,
		returnsFile:   "[[return]]\nname = \"Tips\"\nkind = \"pay\"\nwhy = \"They add up.\"\nthreshold = \"shared by hours\"\n",
		evidenceFile:  "[[card]]\nid = \"musts\"\nlessons = [\"needs\"]\nclaim = \"Other words.\"\nsource = \"The same.\"\n",
		"README.md":   "Words of Lee's.", "LICENSE": "", ".git/config": "", "lessons/.03-asks.md.swp": "", "pack.toml~": "",
	}))
	if want := (Info{"lee-2", "Lee's questions", 3, "en"}); p.Info != want {
		t.Errorf("it is %+v", p.Info)
	}
	got, was := p.Lesson(workbook.LessonAsks), before.Lesson(workbook.LessonAsks)
	if got.Task != "Another task." || got.Title != was.Title || !slices.Equal(got.Reading, was.Reading) || len(got.Fields) != len(was.Fields) {
		t.Errorf("the lesson is %+v", got)
	}
	for key, want := range map[string]Field{
		"asks.minimum": {"asks.minimum", "Floor", before.Field("asks.minimum").Help, before.Field("asks.minimum").Example},
		"asks.target":  {"asks.target", before.Field("asks.target").Label, before.Field("asks.target").Help, ""},
		"asks.opening": before.Field("asks.opening"),
		"profile.with": {"profile.with", before.Field("profile.with").Label, "Another help.", before.Field("profile.with").Example},
	} {
		listed := slices.Concat(got.Fields, p.Profile)
		if p.Field(key) != want || !slices.Contains(listed, want) {
			t.Errorf("%s is %+v", key, p.Field(key))
		}
	}
	if all := p.Returns(); len(all) != 1 || all[0].Name != "Tips" {
		t.Errorf("returns %+v", all)
	}
	if card, _ := p.Evidence("musts"); card.Claim != "Other words." || len(p.Cards()) != len(before.Cards()) || len(p.Ideas()) != len(before.Ideas()) {
		t.Errorf("the card says %q, of %d", card.Claim, len(p.Cards()))
	}
	want := Question{"stake", workbook.LessonAsks, "At stake", "What you would regret not having said."}
	if all := p.QuestionsIn(workbook.LessonAsks); len(all) != 1 || all[0] != want || len(p.QuestionsIn(workbook.LessonNeeds)) != 0 {
		t.Errorf("questions %+v", p.Questions)
	}
	if want.Asked() != "At stake: What you would regret not having said." {
		t.Error(want.Asked())
	}
	if !samePack(before, untouched) {
		t.Error("the built-in words have changed")
	}
}

func TestPackIsTheBuiltInWhereItHoldsNothing(t *testing.T) {
	if p := laid(t, packOf(nil)); !samePack(p, builtinPack(t)) {
		t.Error("a pack of nothing changes words")
	}
	if p := laid(t, Starter()); p.Info.ID != "my-pack" || len(p.Questions) != 1 || !reflect.DeepEqual(p.Lessons, builtinPack(t).Lessons) {
		t.Errorf("the pack to begin with is %+v, %+v", p.Info, p.Questions)
	}
}

// The built-in can be translated as a whole: no word of it is left.
func TestPackTranslatesAll(t *testing.T) {
	p := laid(t, contenttest.Translated(t, files))
	all := texts(p)
	for _, c := range p.Cards() {
		all["source "+c.ID] = c.Source
	}
	for _, r := range p.Returns() {
		all["also "+r.Name] = strings.Join(r.Also, " ")
	}
	if len(all) < 200 {
		t.Fatalf("%d texts", len(all))
	}
	for at, text := range all {
		if strings.ContainsAny(text, "aeiouy") {
			t.Errorf("%s is not translated: %q", at, text)
		}
	}
	if _, faults := builtinPack(t).Over(files); len(faults) != 1 || faults[0].File != packFile {
		t.Errorf("the files of the built-in are no pack but for its name: %v", faults)
	}
}

// All faults come at once, by their files and lines.
func TestPackTellsEveryFault(t *testing.T) {
	m := packOf(map[string]string{
		"lessons/03-asks.md": "+++\ntask = \"T\"\n\n[[field]]\nkey = \"asks.minimun\"\nlabel = \"Floor\"\n+++\n",
		questionsFile:        stake + "\n" + strings.Replace(stake, "At stake", "Again", 1),
		returnsFile:          "\n[[return]]\nname = \"Base pay €90k\"\nkind = \"pay\"\nwhy = \"W\"\nthreshold = \"T\"\n",
	})
	p, faults := builtinPack(t).Over(m)
	const want = "catalog/returns.toml:3: “Base pay €90k” holds an amount\n" +
		"lessons/03-asks.md:5: “minimun” is no field of lesson 3; “minimum” is\n" +
		"questions.toml:8: the id “stake” stands on line 2 already\n" +
		"3 faults in 3 files"
	if p != nil || faults.Error() != want {
		t.Errorf("pack %v\n%s", p, faults)
	}
	if got := faults.Sentence(); got != "Your pack has 3 faults; the built-in words are shown." {
		t.Error(got)
	}
	if got := faults[:1].Sentence() +
		faults[:1].Error()[len(faults[0].Error()):]; got != "Your pack has 1 fault; the built-in words are shown.\n1 fault in 1 file" {
		t.Error(got)
	}
}

func TestPackFaults(t *testing.T) {
	const asks = "lessons/03-asks.md"
	field := func(lines string) string { return "+++\n[[field]]\nkey = \"asks.minimum\"\n" + lines + "\n+++\n" }
	card := func(text string) string {
		return "[[card]]\nid = \"x\"\nlessons = [\"needs\"]\nclaim = \"" + text + "\"\nsource = \"Pages 1,234 to 1,240\"\n"
	}
	for _, tt := range []struct {
		name, file, text string
		want             []string // without the file
	}{
		{"nothing said of itself", packFile, "", []string{"1: “id” is missing or empty", "1: “name” is missing or empty",
			"1: “language” is missing or empty", "1: “version” has to be a whole number from 1 to 9999"}},
		{"id", packFile, "id = \"Lee 2\"\nname = \"L\"\nversion = 1\nlanguage = \"en\"", []string{
			"1: the id “Lee 2” has to be small letters, digits and single hyphens, such as lee-2"}},
		{"id that leads elsewhere", packFile, "name = \"L\"\nid = \"../lee\"\nversion = 1\nlanguage = \"en\"", []string{
			"2: the id “../lee” has to be small letters, digits and single hyphens, such as lee-2"}},
		{"version in quotes", packFile, "id = \"lee\"\nname = \"L\"\nversion = \"1.2\"\nlanguage = \"en\"",
			[]string{"3: “version” has to be a whole number, without quotes"}},
		{"version of nothing", packFile, "id = \"lee\"\nname = \"L\"\nversion = 0\nlanguage = \"en\"",
			[]string{"3: “version” has to be a whole number from 1 to 9999"}},
		{"language", packFile, "id = \"lee\"\nname = \"L\"\nversion = 1\nlanguage = \"Deutsch\"", []string{
			"4: “Deutsch” is no code of a language, such as en or pt-BR"}},

		{"no front matter", asks, "task = \"T\"\n", []string{"1: the front matter has to stand between two lines of +++, the first at the top"}},
		{"syntax", asks, "+++\n\ntask = \"T\n+++\n", []string{"3: strings cannot contain newlines"}},
		{"wrong type", asks, "+++\ntask = \"T\"\nshort = 3\n+++\n", []string{"3: “short” has to be text in quotes"}},
		{"unknown keys, each", asks, "+++\ntusk = \"T\"\nnews = \"N\"\n" + "[[field]]\nkey = \"asks.minimum\"\nlable = \"L\"\n+++\n", []string{
			"2: “tusk” is no key here; “task” is", "3: “news” is no key here", "6: “lable” is no key of [[field]]; “label” is"}},
		{"id of another lesson", asks, "+++\nid = \"needs\"\n+++\n", []string{"2: the id has to be “asks”, as in the file's name"}},
		{"soon", asks, "+++\nsoon = \"S\"\n+++\n", []string{"2: “soon” belongs in a lesson exactly while its activity is not built"}},
		{"blank", asks, "+++\ntask = \" \"\n+++\n", []string{"2: “task” is missing or empty"}},
		{"too long", asks, "+++\nshort = \"One or two asks at most\"\n+++\n", []string{"2: “short” has 23 characters; at most 18 fit"}},
		{"reading too short", asks, "+++\n+++\nA word or two.\n", []string{"2: the reading has 4 words; it needs 120 to 260"}},
		{"cards", asks, "+++\nevidence = [\"range\", \"range\", \"rage\"]\n+++\n",
			[]string{"2: the card “range” is here twice", "2: there is no card “rage”"}},
		{"field without a key", asks, "+++\n[[field]]\nlabel = \"L\"\n+++\n", []string{"2: “key” is missing or empty"}},
		{"field of another lesson", asks, "+++\n[[field]]\nkey = \"returns.met\"\n+++\n",
			[]string{"3: the field “returns.met” belongs in lessons/02-needs.md"}},
		{"field of none", asks, "+++\n[[field]]\nkey = \"wishes.most\"\n+++\n", []string{"3: “wishes.most” is no field of lesson 3"}},
		{"field twice", asks, "+++\n[[field]]\nkey = \"asks.minimum\"\n[[field]]\nkey = \"asks.minimum\"\n+++\n", []string{
			"5: the field “asks.minimum” stands on line 3 already"}},
		{"label blank", asks, field(`label = ""`), []string{"4: “label” is missing or empty"}},
		{"label too long", asks, field(`label = "The least you would take"`), []string{"4: “label” has 24 characters; at most 18 fit"}},
		{"escape", asks, field(`help = "\u001b[31mred"`), []string{"4: “help” has a line break or a character that cannot be shown"}},
		{"escape sequence", asks, field("help = \"\x1b[31mred\"\nlabel = \"\""), []string{
			"4: an escape sequence, a text direction override or another character that cannot be shown", "5: “label” is missing or empty"}},
		{"not UTF-8", asks, field("help = \"caf\xe9\"") + "more \xff", []string{
			"4: the text is not UTF-8: save the file as UTF-8", "6: the text is not UTF-8: save the file as UTF-8",
			"5: the reading has 2 words; it needs 120 to 260"}},

		{"profile", profileFile, "[[field]]\nkey = \"profile.nmae\"\n", []string{"2: “nmae” is no field of profile.toml; “name” is"}},
		{"profile with a lesson's", profileFile, "[[field]]\nkey = \"asks.minimum\"\n", []string{"2: the field “asks.minimum” belongs in lessons/03-asks.md"}},

		{"question that lacks all", questionsFile, "\n[[question]]\n", []string{"2: “id” is missing or empty", "2: “lesson” is missing or empty",
			"2: “label” is missing or empty", "2: “help” is missing or empty"}},
		{"question of no lesson", questionsFile, strings.Replace(stake, `"asks"`, `"ask"`, 1), []string{"3: “ask” is no lesson; “asks” is"}},
		{"question's id", questionsFile, strings.Replace(stake, `"stake"`, `"At stake"`, 1), []string{
			"2: the id “At stake” has to be small letters, digits and single hyphens, such as stake"}},
		{"question too long", questionsFile, strings.Replace(stake, "At stake", "What is at stake for you", 1),
			[]string{"4: “label” has 24 characters; at most 18 fit"}},
		{"questions under another name", questionsFile, strings.Replace(stake, "question", "questions", 1),
			[]string{"1: “questions” is no key here; “question” is"}},

		{"amounts", evidenceFile, card("from $90 to EUR 100"), []string{"4: “from $90 to EUR 100” holds an amount"}},
		{"amount with a code", evidenceFile, card("about 90000 CHF"), []string{"4: “about 90000 CHF” holds an amount"}},
		{"amount in words", evidenceFile, card("as much as 90 pounds"), []string{"4: “as much as 90 pounds” holds an amount"}},
		{"number that is none", evidenceFile, card("in 12 of 40 NGO teams"), nil},
		{"no ideas", ideasFile, "note = \"N\"", []string{"1: there is no [[idea]]"}},
		{"idea from elsewhere", ideasFile, "note = \"N\"\n[[idea]]\nname = \"I\"\nfrom = \"my practice\"\n", nil},
		{"no returns", returnsFile, "", []string{"1: there is no [[return]]"}},

		{"lesson under another name", "lessons/03-ask.md", "", []string{" this file has no place in a pack; “lessons/03-asks.md” has"}},
		{"program", "run.sh", "", []string{" this file has no place in a pack"}},
		{"folder", "images/me.png", "", []string{" this folder has no place in a pack"}},
		{"folder in a folder", "lessons/old/03-asks.md", "", []string{" this folder has no place in a pack"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, faults := builtinPack(t).Over(packOf(map[string]string{tt.file: tt.text}))
			file := tt.file
			if strings.Contains(strings.Join(tt.want, ""), "this folder") {
				file = file[:strings.LastIndexByte(file, '/')]
			}
			var got, want []string
			for _, f := range faults {
				got = append(got, f.Error())
			}
			for _, w := range tt.want {
				want = append(want, file+":"+w)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) || (p != nil) != (len(want) == 0) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestPackWithoutItsName(t *testing.T) {
	for _, tt := range []struct {
		m    fs.FS
		want string
	}{
		{fstest.MapFS{}, "pack.toml: is missing: it says what the pack is called"},
		{fstest.MapFS{packFile: {Mode: fs.ModeNamedPipe}}, "pack.toml: this is no plain file: put the file itself here"},
	} {
		if _, faults := builtinPack(t).Over(tt.m); len(faults) == 0 || faults[0].Error() != tt.want {
			t.Errorf("%v", faults)
		}
	}
}

// What docs/packs.md shows of a pack is one.
func TestDocumentedPackIsOne(t *testing.T) {
	b, err := os.ReadFile("../docs/packs.md")
	if err != nil {
		t.Fatal(err)
	}
	m := fstest.MapFS{}
	blocks := strings.Split(string(b), "```toml\n")[1:]
	for i, block := range blocks {
		block, _, _ = strings.Cut(block, "```")
		if lesson, _, is := strings.Cut(block, "\n+++\n"); is { // its reading is an outline
			m["lessons/03-asks.md"] = &fstest.MapFile{Data: []byte(lesson + "\n+++\n")}
			continue
		}
		name := []string{packFile, "", "", questionsFile}[i]
		for line := range strings.Lines(block) {
			if file, is := strings.CutPrefix(line, "# "); is {
				name = strings.TrimSpace(file)
			}
			text := ""
			if m[name] != nil {
				text = string(m[name].Data)
			}
			m[name] = &fstest.MapFile{Data: []byte(text + line)}
		}
	}
	if len(m) != 7 {
		t.Fatalf("it shows %d files", len(m))
	}
	laid(t, m)
}

// Whatever is changed in one line, a pack is whole or has its faults told.
func TestPackIsWholeOrTold(t *testing.T) {
	whole := contenttest.Translated(t, files)
	whole[questionsFile] = &fstest.MapFile{Data: []byte(stake)}
	names := slices.Sorted(maps.Keys(whole))
	builtin := builtinPack(t)
	rapid.Check(t, func(t *rapid.T) {
		m, name := maps.Clone(whole), rapid.SampledFrom(names).Draw(t, "file")
		lines := strings.Split(string(m[name].Data), "\n")
		at := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
		switch rapid.SampledFrom([]string{"gone", "twice", "cut", "other", "letter"}).Draw(t, "change") {
		case "gone":
			lines = slices.Delete(lines, at, at+1)
		case "twice":
			lines = slices.Insert(lines, at, lines[at])
		case "cut":
			lines = lines[:at]
		case "other":
			lines[at] = rapid.OneOf(rapid.String(),
				rapid.SampledFrom([]string{"[[field]]", "[field]", "+++", "x = 1", "label = 3", "key = []", "\"\\u001b\" = 1", "\xff"})).Draw(t, "text")
		case "letter":
			if n := len(lines[at]); n > 0 {
				i := rapid.IntRange(0, n-1).Draw(t, "at")
				lines[at] = lines[at][:i] + "x" + lines[at][i+1:]
			}
		}
		m[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
		p, faults := builtin.Over(m)
		if (p == nil) != (len(faults) > 0) {
			t.Fatalf("a pack: %t, with %d faults", p != nil, len(faults))
		}
		most := strings.Count(string(m[name].Data), "\n") + 1
		for _, f := range faults {
			if f.File == name && f.Line > most || f.Reason == "" || value.CleanLine(f.Reason) != f.Reason {
				t.Fatalf("the fault %q, in a file of %d lines", f, most)
			}
		}
		if p == nil {
			return
		}
		for key := range homes() {
			if f := p.Field(key); f.Key != key || f.Label == "" || f.Help == "" {
				t.Fatalf("%s is %+v", key, f)
			}
		}
		for _, l := range p.Lessons {
			if l.Number == 0 || l.Title == "" || len(l.Reading) == 0 || len(p.Returns()) == 0 || len(p.Objections()) == 0 || len(p.Ideas()) == 0 {
				t.Fatalf("lesson %+v", l)
			}
		}
	})
}

func TestNearest(t *testing.T) {
	names := []string{"label", "help", "example", "minimum", "key"}
	for typed, want := range map[string]string{"lable": "label", "minimun": "minimum", "exmaple": "example", "kye": "key", "k": "", "other": "", "": ""} {
		if got := nearest(typed, names); got != want {
			t.Errorf("%q: %q, not %q", typed, got, want)
		}
	}
}

func TestUnspacedScripts(t *testing.T) {
	for text, want := range map[string]int{"one two": 0, "两三个字": 4, "ひらカナ": 4, "ภาษา": 4} {
		if got := unspaced(text); got != want {
			t.Errorf("%q: %d", text, got)
		}
	}
	f := &file{slips: map[slip]bool{}}
	if f.reading(strings.Repeat("字", 300)); len(f.faults) > 0 {
		t.Error(fmt.Sprint(f.first()))
	}
}
