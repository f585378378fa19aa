package schema_test

import (
	"errors"
	"slices"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// The garden is a schema of its own, which has every kind of field and every
// trait: what the package does is not the workbook's alone.
type garden struct {
	ID      schema.ID
	Owner   owner
	Keepers []keeper
	Plots   []plot
	Tools   []tool
	Visits  []visit
}

type owner struct {
	Name  string
	Coin  string
	Rules []schema.Entry
}

type keeper struct {
	ID     schema.ID
	Name   string
	Secret bool
}

type plot struct {
	ID     schema.ID
	Title  string
	Notes  string
	Seed   string // what another schema calls it
	Price  value.Amount
	Yield  value.Amount
	Shade  value.Amount
	Limit  value.Bound
	Sown   value.Date
	Ripe   value.Date
	Depth  value.Points
	Soil   soil
	Fenced bool
	Wet    value.Answer
	Beside schema.ID   // another plot, which may go
	Near   []schema.ID // other plots
	Guests []schema.ID // keepers who help
	Keeper schema.ID   // without whom there is no plot
	Tools  map[schema.ID]value.Answer
	Care   care
	Size
	Private bool
}

// Size is a part that stands among a plot's own fields.
type Size struct{ Long, Wide value.Amount }

// care is an object of its own inside a plot.
type care struct {
	How   string
	Limit value.Bound
	Steps []schema.Entry
	By    schema.ID
}

type tool struct {
	ID   schema.ID
	Name string
	Kept schema.ID // the plot on which it lies, which may go
	With schema.ID // and the plot that it goes with
}

// visit goes with its plot, which goes with its keeper.
type visit struct {
	ID   schema.ID
	Plot schema.ID
	Day  value.Date
}

type soil string

func (s soil) String() string { return string(s) + " soil" }

// errBlunt is what reading a limit of care answers to one word that it knows.
var errBlunt = errors.New("That is blunt. Type a number.")

func planned() *schema.Schema[garden] {
	carePage := schema.On("care")
	return schema.New("garden", func(g *garden) *schema.ID { return &g.ID },
		schema.One("owner", "", "Whose garden it is.", func(g *garden) *owner { return &g.Owner }, schema.All(
			schema.Line("name", "The name.", func(o *owner) *string { return &o.Name }),
			schema.Currency("coin", "The money.", func(o *owner) *string { return &o.Coin }),
			schema.Entries("rules", "What holds.", func(o *owner) *[]schema.Entry { return &o.Rules }))),
		schema.Many("keepers", "keeper", "people", "Who works.", func(g *garden) *[]keeper { return &g.Keepers }, func(k *keeper) *schema.ID { return &k.ID },
			schema.Line("name", "The name.", func(k *keeper) *string { return &k.Name }),
			schema.Private("Kept to oneself.", func(k *keeper) *bool { return &k.Secret })),
		schema.Many("plots", "plot", "plots", "What grows.", func(g *garden) *[]plot { return &g.Plots }, func(p *plot) *schema.ID { return &p.ID },
			plotRows(),
			schema.Group("care", func(p *plot) *care { return &p.Care },
				schema.Line("how", "How.", func(c *care) *string { return &c.How }, carePage,
					schema.When(func(_ *garden, p *plot) bool { return p.Fenced })),
				schema.Bound("most", "At most.", func(c *care) *value.Bound { return &c.Limit }, carePage,
					schema.When(func(_ *garden, p *plot) bool { return p.Fenced }),
					schema.Read(func(_ *garden, p *plot, text string, t schema.Typing) (value.Bound, error) {
						if text == "blunt" {
							return value.Bound{}, errBlunt
						}
						return value.ParseBound(text, p.Title != "", t.Known...)
					}),
					schema.Left(func(_ *garden, p *plot) { p.Care.How = "left" })),
				schema.Entries("steps", "Step by step.", func(c *care) *[]schema.Entry { return &c.Steps }, carePage),
				schema.Ref("by", "Who does it.", "keepers", schema.Loosens, func(c *care) *schema.ID { return &c.By }, carePage)),
			schema.Inside(func(p *plot) *Size { return &p.Size },
				schema.Quantity("long", "The length.", func(s *Size) *value.Amount { return &s.Long }),
				schema.Quantity("wide", "The width.", func(s *Size) *value.Amount { return &s.Wide })),
			schema.Private("Kept to oneself.", func(p *plot) *bool { return &p.Private })),
		schema.Many("tools", "tool", "tools", "What is used.", func(g *garden) *[]tool { return &g.Tools }, func(t *tool) *schema.ID { return &t.ID },
			schema.Line("name", "The name.", func(t *tool) *string { return &t.Name }),
			schema.Ref("with", "The plot it goes with.", "plots", schema.GoesToo, func(t *tool) *schema.ID { return &t.With }),
			schema.Ref("kept", "Where it lies.", "plots", schema.Loosens, func(t *tool) *schema.ID { return &t.Kept })),
		schema.Many("visits", "visit", "plots", "Who came.", func(g *garden) *[]visit { return &g.Visits }, func(v *visit) *schema.ID { return &v.ID },
			schema.Ref("plot", "Which plot.", "plots", schema.GoesToo, func(v *visit) *schema.ID { return &v.Plot }),
			schema.Day("day", "When.", value.Behind, func(v *visit) *value.Date { return &v.Day })),
	)
}

func plotRows() schema.Rows[plot] {
	return schema.All(
		schema.Line("title", "The title.", func(p *plot) *string { return &p.Title }),
		schema.Lines("notes", "What to remember.", func(p *plot) *string { return &p.Notes }),
		schema.Token("seed", "What it is called elsewhere.", func(p *plot) *string { return &p.Seed }),
		schema.Money("price", "What it costs.", func(p *plot) *value.Amount { return &p.Price }),
		schema.Quantity("yield", "What it gives.", func(p *plot) *value.Amount { return &p.Yield }),
		schema.Percent("shade", "How much of it is dark.", func(p *plot) *value.Amount { return &p.Shade }),
		schema.Bound("limit", "The least or the most.", func(p *plot) *value.Bound { return &p.Limit }),
		schema.Day("sown", "When it was sown.", value.Behind, func(p *plot) *value.Date { return &p.Sown }),
		schema.Day("ripe", "When it is ripe.", value.Ahead, func(p *plot) *value.Date { return &p.Ripe }),
		schema.Score("depth", "How deep.", 7, func(p *plot) *value.Points { return &p.Depth }),
		schema.Choice("soil", "What soil.", []soil{"sand", "clay"}, func(p *plot) *soil { return &p.Soil }),
		schema.Switch("fenced", "Whether it is fenced.", "yes", "no", func(p *plot) *bool { return &p.Fenced }),
		schema.Answer("wet", "Whether it is wet.", func(p *plot) *value.Answer { return &p.Wet }),
		schema.Ref("beside", "What it lies beside.", "plots", schema.Loosens, func(p *plot) *schema.ID { return &p.Beside }),
		schema.Ref("keeper", "Who keeps it.", "keepers", schema.GoesToo, func(p *plot) *schema.ID { return &p.Keeper }),
		schema.Refs("near", "What else is near.", "plots", func(p *plot) *[]schema.ID { return &p.Near }, schema.Elsewhere),
		schema.Refs("guests", "Who helps.", "keepers", func(p *plot) *[]schema.ID { return &p.Guests },
			schema.Among(func(g *garden, p *plot) []schema.ID {
				var out []schema.ID
				for _, k := range slices.Backward(g.Keepers) {
					if k.ID != p.Keeper {
						out = append(out, k.ID)
					}
				}
				return out
			})),
		schema.AnswersBy("tools", "Whether it needs a tool.", "tools", func(p *plot) *map[schema.ID]value.Answer { return &p.Tools }),
	)
}
