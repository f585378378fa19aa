package plan_test

import (
	"regexp"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// prepared is a conversation about pay: 82k today, 88k at least, 92k hoped for,
// 96k said; and two must-haves and an offer.
func prepared(text string) workbook.Workbook {
	return workbook.Workbook{
		ID:      workbooktest.ID(1),
		Profile: workbook.Profile{Employer: "Northwind"},
		Job:     workbook.Job{Pay: workbook.Pay{Base: euro(82000)}},
		Returns: []workbook.Return{
			{ID: workbooktest.ID(2), Kind: workbook.KindPay, Need: workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Amount: euro(88000)}}},
			{ID: workbooktest.ID(3), Need: workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Amount: quantity(2, "")}}},
		},
		Asks: []workbook.Ask{
			{ID: workbooktest.ID(5), Return: workbooktest.ID(2), Minimum: euro(88000), Target: euro(92000), Opening: euro(96000), Term: "More pay.", Reason: text},
			{ID: workbooktest.ID(6), Minimum: quantity(2, "days a week"), Opening: quantity(4, "days a week"), Term: "Days at home."},
			{ID: workbooktest.ID(7), Minimum: quantity(5, "%"), Opening: quantity(9, "%"), Term: "A bonus."},
		},
		Offers:  []workbook.Offer{{ID: workbooktest.ID(8), Employer: "Contoso (example)", Pay: workbook.Pay{Base: euro(93000), Bonus: euro(3000)}}},
		Figures: []workbook.Figure{{ID: workbooktest.ID(9), Source: text}},
	}
}

// Sentences that give something away, as people say them.
const disclosures = `
Two days, at least. | I am talking to another company. | I am in talks with a competitor. | 5% more would be fine. | I could do it 2 days a week.
I will not go lower than 88. | It would cost you €10,000. | A raise of 5% in May | I have another offer for a post with more pay.
I have an offer on the table. | I have a job offer. | A competitor has offered me 12% more. | I am interviewing elsewhere.
I'm leaving if this does not work out. | I would really leave over this. | It is a must have. | I’m leaving if this doesn’t work out. | I have an offer.
I've got an offer from a rival. | I already have two offers. | I have received an offer that I like. | They offered me 95k.
I was offered a job at another company. | I've been offered €93k elsewhere. | Another company would pay me 93,000.
Someone has offered me a senior position. | I'm interviewing with two other firms. | I have been looking for another job. | I am looking elsewhere.
I might have to look elsewhere. | I would quit. | I'd resign over this. | I may have to leave because of it.
I would like to leave the company by summer. | I'd walk away. | I will walk out. | I'm ready to leave. | I am thinking about leaving.
I would rather leave than go on like this. | I'll hand in my notice. | Otherwise I would leave Northwind. | I would leave my job.
My absolute minimum is what Anna earns. | The least I would accept is a title. | I would not go below that. | I can't accept less.
I could settle for less. | This is my must have. | Days at home are a must-have. | That is my bottom line. | My BATNA is strong. | I could live with 88.
I would accept 88. | I would take 88 or 90. | Not below 88, please. | At least 88. | 88 is my floor. | I need 88. | I want 92. | I hope for 92.
My pay should be 88. | From 85k to 92. | Between 88 and 92k. | 88-92k | 88–92k | 88k to 96k | Anything from 88 to 96 would do.
I would be happy with 92. | 88,000 | 88.000 Euro | 88 000 | 88000 | 88'000 | €88k | EUR 88000 | 88k EUR | 88 k | eighty-eight thousand
Eighty eight thousand euros | €88,000.00 | It has to be 88,000. | 88,000 works for me. | 88,000 plus benefits. | 88k and two days at home.
88,000 with two days off. | I'd say 88k. | 0.088 million | 88 thousand | ninety-two grand | 6,000 more a year | 6k more | an extra 6,000
a raise of 6,000 | €6,000 a year | 6,000 euros a year | 6,000 on top | 6,000 above today | six thousand more | I would take 6k extra.
10,000 more than today | It needs 5% at least. | 5% would be fine. | a raise of 5% | I would accept 5 percent. | 2 days at home | two home days
at least two days a week | I could live with 2. | 93k elsewhere | I get €93,000 there. | a second offer, too | an outside offer | my written offer
Otherwise I would leave. | I might walk away. | my must haves | eighty-eight would do | two hundred. Eighty-eight thousand
between 80 and eighty-eight thousand | never below 2 | I would come in 2 days a week. | 5% | 5 percent. | Between 88 and 95k. | 6,000-7,000 euros a year
€5,500–6,000 a year | They made me a tempting offer. | Then I leave if nothing changes. | Another firm wants me. | I had two interviews elsewhere.
If it is less than 88,000, I am off. | Anything under 88k and I say no. | The minimum for me is 88. | 88 would be okay. | I can go down to 88.
I could go as low as 88k. | We could meet at 92. | I'd be glad with 92. | My goal is 92k. | Honestly, 88 is enough. | EUR 88.000,00 | 88.000 € | € 88 000
88 thousand euros | eighty-eight k | about 88k | ~88k | 88k+ | 88k/year | 88,000/yr | 88,000 p.a. | 88K-92K | between €88,000 and €92,000
between 88 and 92 thousand | a base of 88,000 would work | I would sign at 88,000. | If you give me 88,000 I stay. | otherwise I'm gone
I have to think about leaving. | I'm considering other offers. | I am considering leaving. | I've had two other offers. | I hold a written offer.
There is an offer on the table from elsewhere. | My other offer pays 93k. | Another employer wants me. | I've been interviewing. | I got offered 93k.
I was offered 10% more elsewhere. | A rival offered me more money. | I will look for another job. | I'd start looking for a new job. | I'll resign.
I'd hand in my notice. | I'd leave the company. | I'd have no choice but to leave. | I would definitely leave. | If not, I leave.
I will be leaving if nothing changes. | I won't stay if this fails. | It's a must-have for me. | This is a must have for me. | a must have, really
My must haves are pay and days. | My line is 88k. | I will not accept less than that. | I'd settle for the title. | The lowest I would go is two days.
two days a week or I leave | I need at least 2 days. | at least 2 remote days | Less than 2 days a week is not enough. | 6,000 extra per year
another 6k a year | a 6,000 raise | a €6k raise | 10k on top | a 5% raise | 5% minimum | not less than 5% | 2 remote days per week | two days per week
2 days/week | €3,000 as a bonus | Nothing under a rise of 7.3% works for me. | My floor is 7.3 percent. | 12.2% is what I would settle for. | I already got another offer. | A headhunter has offered me 93,000. | There's another offer waiting.
I hold an offer from a rival. | I have an attractive job offer in hand. | I do have an offer. | I've an offer. | I recently received an offer.
We both know I have an offer elsewhere. | I was made an offer last week. | I got an offer. | I got a job offer yesterday. | My job offer expires in May.
I am currently interviewing. | I'm in the last round of interviews elsewhere. | I am applying for other jobs. | I'll be looking elsewhere if this fails.
I'm leaving. | I'm leaving unless we agree. | I am leaving the company in June. | I may leave. | I would probably quit over this. | I'd rather resign.
I will walk away from this. | I'm prepared to walk away. | I should leave if this stays as it is. | If this fails, I will leave.
I won't accept less than 88,000. | 88,000 is the least I can live with. | I must get at least 88,000. | My minimum is 88,000. | I'd take 88k.
The lowest I'd go is 88k. | I would be happy with €92,000. | Aim: 92k | in the range 88 to 92k | 88,000 to 92,000 euros
anywhere between 88,000 and 92,000 | I need a raise of 6,000 at least. | 6k on top of today's pay | €6000 | I want 10% but 5% would do.
Two days at home is a must-have. | It's my one must-have. | This is an absolute must have for my family. | I can't do without two days at home.
I could live with two days. | 2 days from home would be enough. | no less than two days a week`

// Sentences from work that give nothing away.
const innocents = `
I need two more people. | I need 2 more people, and 5 laptops. | I need 88 more laptops. | The 5% target is met. | We hope for 92 visitors.
We ship 5% more orders. | We need 5% more orders. | Checked at least 5% of orders. | Produces 5% more. | Output is up by 5% in May.
Closed the month in 2 days. | Cut the lead time from 9 days to 2 days. | Sent 40 job offers to candidates. | Our second offer to the customer was taken.
I wrote a written offer for a large client. | Delivered all must-have features. | I saved the company €10,000 last year. | Cut costs by €6,000.
In the 2nd week, the 88th order came. | I will walk you through the numbers. | Cleared a backlog of 88 planning orders.
Trained 92 people on the new tool. | Cut 6,000 hours of rework. | I would leave the on-call rota to Sam, who wants it.
It includes the special offer from my team. | Survey 2, page 4 | you must have seen the numbers | You must have seen it.
We must have the numbers by Monday. | Everyone must have something to read. | Salary survey 2026, page 92 | Pay report 2026, p. 88 | Union survey 2
Cleared a backlog of 88. | The team grew from 40 to 92. | Tickets fell from 120 to 88. | Errors fell by 5%. | Errors fell 5% in a year.
Customer satisfaction is at 88%. | 88% of orders were on time, 92% since May. | On 8 August 2027 at 9:20 | Since 2 May, ticket #92 is closed.
It is room 88. | Handled 88,000 parcels a year. | Handled 92,000 customer orders. | The tool has 92k users. | The plant makes 88,000 units.
Six thousand hours less rework. | We ship 6,000 more parcels a month. | Saved 10,000 sheets of paper. | The 6,000-page manual is online.
10,000 steps a day | Grew revenue by 12 million. | A team of two in 2 countries. | Two audits passed, 2 findings closed. | I will leave early on Fridays.
I would leave at four on Tuesdays. | I will leave enough time for the handover. | I would leave it to you. | I will leave this to the team.
I could leave my desk to the apprentice. | I have leave over Easter. | Parental leave is planned for May. | I would quit using the old tool.
Customers who leave if prices rise came back. | Customers were looking elsewhere; they are back. | Candidates that I interviewed stayed.
I am interviewing candidates for the team. | I interviewed 92 customers. | The service we offer is used elsewhere. | We offer the service elsewhere too.
Offers from three suppliers compared. | Sam offered me help with the audit. | I was offered the lead of the project.
You offered me more responsibility in May. | Other companies trust our numbers. | A competitor left the market. | I offered to train the new colleagues.
I will walk the floor every morning. | I could walk through it with you. | The minimum stock fell to 88 pallets. | A target of 92 was met in May.
We beat our target of 92. | Our goal: 88 by June. | Version 88 is live. | It is 10 years since I started. | 12 colleagues in 5 teams
at least 88 orders a day | We accept 88 returns a day. | I lead 2 projects with 5 people. | The budget is €120,000. | It cost €14,000.
My base is Berlin. | I would like to stay. | I will never leave. | I do not want to leave. | I'd rather not leave. | Closed 2 of 5 audits.
The 88 orders of May were late. | It takes 88 minutes, not 92. | In week 2 we shipped. | It went from 92 to 5. | A walk-in offer for students.
I have a good offer for our students. | I have prepared an offer for the client. | Sent 40 offers to customers. | A must for every audit.
5% of orders come back. | The error rate is under 5%. | Between 88 and 92 people came. | 88 or 92 orders a day. | In 2027 we had 2,027 orders.
Turnover rose 5 percent. | others offer less service | I can offer to train the apprentices. | customers who walk away from a queue
the minimum of stock we hold | a must-haven | the written report that other offices use | one hundred eighty-eight thousand
a hundred and eighty-eight thousand | eighty-eight million | 188,000 in all | 88,123 in all | 1988-000 | eighty, then eight thousand and one
I’ll walk to the station. | 8k a year | We closed 88 tickets in 2 weeks. | 88 tickets were closed, 92 opened. | Sprint 88 finished on time.
Revenue grew from 88 to 92 million. | Our NPS is 92 now. | NPS rose to 92. | I wrote 92 pages of documentation. | Page load fell from 6,000 ms to 900.
The plant saved 6,000 kWh. | It runs on 2 servers. | 2 of 3 suppliers agreed. | Two suppliers accepted the new terms. | My two projects shipped early.
Phase 2 is done. | Top 5 in the survey | A 5 percent scrap rate is normal. | Scrap went from 9% to 5%. | On-time delivery rose 5%. | 5% fewer errors
Costs are 5% below plan. | We need at least 88 people for the night shift. | I need 2 licences for the tool. | I want to thank the 92 volunteers.
Please see section 2. | Room 2, second floor, at 2 pm | from 2 to 5 pm | 2 May 2027 | Week 2 of 5 | The 2027 plan has 92 lines.
We hope to reach 92 schools. | We expect 88 visitors. | Expect 92. | I accept parcels for the team. | The offer we sent to the city won.
The city took our offer. | My team offers training elsewhere in the house. | I made an offer to the supplier and saved €6,000.
I had an idea: an offer for new customers. | We won the tender with the better offer. | I will leave the details to you. | I leave the lab tidy.
I leave at five. | I left the old tool behind. | I would leave some room in the budget. | I would leave no gap in the rota.
I will quit the committee, to have time for this. | I'll be on leave in May. | I am leaving the rota as it is. | I'd like to leave a tidy handover.
Two colleagues will be leaving if the site closes. | Interviewed 92 users. | I am interviewing users for the study. | I ran job interviews for the team.
Looking after 88 machines. | You must have heard of it. | The tool must have a log. | Our customers must have the parts by noon.
A walk through the plant is on me. | I walk the dog. | Grew output by 12,000. | The order of 88,000 screws came. | We moved 88,000 tonnes.
88,000 customers use it. | A fleet of 92 trucks | The project had a budget of €500,000. | We have 6,000 employees. | 6,000 or more visitors a day
10,000 more visitors than last year | an extra 6,000 parcels a week | it raised output by 6,000 units | another 10,000 downloads
Reduced downtime by 10,000 minutes. | a team of 12, and 2 trainees | I trained 2 new colleagues a week. | Two days of downtime a year instead of nine
Delivery takes two days. | The report is ready two days earlier. | The outage lasted 2 days. | Two working days a month go into reports.
Training takes up 2 days per year. | our lowest price is 92 | Cut the backlog from 6,000 to 88 orders. | The new process handles 88 orders an hour.
We have 92 suppliers in 5 countries. | Delivered 2 days early on average. | Response time fell from 2 days to 2 hours. | Onboarded 2 new analysts.
Saved 2 hours a day. | In Q2, we closed 92% of tickets. | Error rate fell from 5% to 2%. | Grew sales by 5%. | 5% of my time goes into training.
It cuts waste by 5%. | My work on 88 accounts brought €1.2m. | Shipped release 92. | Signed up 88,000 users in May. | More than 6,000 hours of training.
Over 10,000 downloads | 10,000 more downloads | We had 6,000 extra visitors. | Every must-have requirement was met. | You must have a plan for this.
We must have talked about it in 2026. | I would leave documentation for everyone. | I would leave nothing unfinished. | I could leave the keys with Sam.
I will leave the project in good hands. | I'd like to leave the planning to a new colleague. | I will leave for the site visit on Monday.
I'd walk you to the site. | The team would quit late without it. | We offer the training to other teams. | Sam offered to help.
The supplier offered me a discount for the team. | The supplier has offered 12% off. | I was offered a seat on the committee.
I prepared the offer on our new service. | We got a better offer from a supplier. | I compared three offers from suppliers.
The board made me an owner of the process. | Interviewed elsewhere in the company for the study | I am interviewing our customers.
I'm looking for a new supplier. | I have been looking at other tools. | I am thinking about the handover. | I will settle the open invoices.
I can't accept less quality. | I would take on the rota for 2027. | At least 92 orders a day are mine. | I hope the 88 open orders go down.
My base is the Berlin office. | My pay was last changed in 2024. | 5 years, 2 teams, 92 releases | Room for 88 | Page 88 of the handbook
handbook, p. 92 | Since 2019, 88 audits passed.`

func TestDisclosuresAndInnocents(t *testing.T) {
	for text, want := range map[string]int{disclosures: 2, innocents: 0} {
		for _, s := range regexp.MustCompile(`\s*[|\n]\s*`).Split(strings.TrimSpace(text), -1) {
			w := prepared(s)
			if got := leakTexts(w); len(got) != want {
				t.Errorf("%q: %q, want %d", s, got, want)
			}
			if md := plan.Markdown(plan.Build(w, plan.Manager, today)); strings.Contains(md, "Why it is worth it") != (want == 0) {
				t.Errorf("%q:\n%s", s, md)
			}
		}
	}
}
