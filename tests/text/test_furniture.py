# ruff: noqa: E501 - pages have the lines that they have
"""Body and furniture of scraped pages. In PAGES a line that begins with "+" is body, one with a space furniture."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon.furniture import LONGEST, load_furniture
from reportedly.records import Span
from reportedly.text.furniture import find_body, guess_title
from reportedly.text.lines import split_units, words_of

CUES = load_furniture()

PAGES = {
    "gulf opinion page": """
 Why the northern talks were bound to fail

 A truce without monitors is only a pause for reloading

 Salma Idris
 Salma Idris
 Published: Updated:
 Dark Mode
 Larger Text
 5 min read

+The envoy left Darat on Monday with nothing in his folder. For the third time this year the northern command refused to pull its guns back from the river.

+It is hard to see what a fourth round would bring. The ministry keeps shelling the eastern bank, and a truce without monitors is only a pause for reloading.

 A truce without monitors is only a pause for reloading

 Salma Idris

+The region’s governments should stop pretending otherwise, and should send the monitors whom they promised in March.

 Salma Idris is a political analyst based in Amman. She has previously written on the river war. Find her on X: @salma_idris_x.

 Disclaimer: The views of contributors are their own and not those of Example English.
 Top Content Trending
""",
    "british broadcaster": """
 Home
 News
 Sport
 Weather
 Menu
 Port blast kills nine in Massira
 By Helen Dray
 Example News, Massira
 Published 4 March 2021
 Share
 Image source, Example Pictures
 Image caption,
 Smoke could be seen across the bay
+At least nine people have been killed in a blast at a grain store in the port of Massira, officials say.
+The blast on Thursday night brought down two walls and set a ferry on fire.
+Police have arrested three men. They did not name them.
 Advertisement
+"We ran into the water," said Adil Naji, a docker, who lost his brother.
+What is the dispute about?
+The port has been fought over since the spring, when the harbour guards broke with the governor and seized the eastern quay.
 More on this story
 Harbour guards seize quay
 4 February 2021
 Governor of Massira survives attack
 11 January 2021
 Related Topics
 Massira
 Top Stories
 Rail strike to go ahead on Monday
 Features & Analysis
 The bakers who feed a siege
""",
    "south asian daily": """
 Home > Pakistan
 Five Levies men martyred in Zarghat ambush
 Our Correspondent | Published September 3, 2019
 Facebook
 Twitter
 WhatsApp
+ZARGHAT: Five Levies personnel were killed and two injured when unidentified armed men ambushed their vehicle in the Sur Kach area on Monday, officials said.
+Deputy Commissioner Haji Rauf said the assailants fired rockets and then used automatic weapons.
 Read more: Three labourers shot dead near Zarghat
+No group has claimed responsibility for the attack so far.
+The bodies were shifted to the district headquarters hospital.
 Published in The Example Post, September 3rd, 2019
 Like News on Facebook, follow @ExamplePost on Twitter to stay informed and join in the conversation.
 COMMENTS (4)
 Bilal | 4 years ago | Reply
 Very sad news. May they rest in peace. The government must act now against these people.
 Replying to Bilal
 Comments are moderated and generally will be posted if they are on-topic and not abusive.
""",
    "west african site": """
 Bandits abduct 23 farmers in Kundila, demand ransom
 By Tunde Alabi
 June 14, 2022
 Share on Facebook Tweet it Pin it
+Armed bandits on Sunday abducted 23 farmers who were weeding their fields in Kundila, a resident told this newspaper.
+The resident, Malam Sani, said that the gunmen arrived on about forty motorcycles and shot sporadically.
 ALSO READ: Troops rescue 14 captives in forest raid
+The bandits have demanded N30 million for the release of the captives, he added.
 ADVERT
+The police spokesperson in the state could not be reached for comment as of press time.
 Support our journalism
 Donate now to keep independent reporting alive.
 Tags: bandits, Kundila, farmers
 You may also like
 Governor imposes curfew on three towns
 Two soldiers missing after river patrol
 Leave a Reply Cancel reply
 Your email address will not be published. Required fields are marked *
""",
    "middle eastern network": """
 News|Conflict
 Army shells camp on the edge of Qasr Nouri, medics say
 Twelve people, among them four children, are dead after a night of artillery fire on the camp.
 Displaced families leave the camp on Saturday [Omar Bashir/Example]
 By Example Staff and News Agencies
 Published On 9 Nov 2023
 Save articles to read later and create your own reading list.
+Artillery fire has killed twelve people in a camp for displaced families on the edge of Qasr Nouri, medics say.
+The army said that it had targeted fighters who were hiding among the tents.
 Keep reading
 list of 3 items
 list 1 of 3
 Who controls Qasr Nouri?
 list 2 of 3
 Aid trucks turned back at the border
 list 3 of 3
 Photos: A winter under canvas
 end of list
+“There were no fighters here,” Samar Khalil, a nurse, told Example by telephone.
+The United Nations called for an inquiry.
 Source: Example and news agencies
""",
    "think tank commentary": """
 Commentary
 The lake war needs a referee
 Peter N. Okafor and Lin Mei
 March 2, 2018
 Print
 Email
+Fishing fleets from both shores have been fighting over the lake for a decade. In February gunboats from Tamba sank two trawlers and detained their crews.

+Neither government wants a war. Both should accept an umpire, and the regional court should offer one.

+“A court without ships cannot police a lake,” a retired admiral told us. He is right, and so the bloc must lend it ships.

 Peter N. Okafor is a senior fellow at the Example Institute. Lin Mei is a doctoral candidate at Sample University.

 The views expressed in this article are those of the authors and do not necessarily reflect the position of the Example Institute.

 Related Content
 A short history of the lake
 Who owns the fish?
 © 2018 Example Institute. All rights reserved.
""",
    "latin american wire in English": """
 Latin America
 Indigenous leader shot dead in Valle Hondo
 EFE Bogota 12 May 2020
 (FILE) A view of the valley in an undated photo. EFE/Ana Ruiz
+Gunmen on Tuesday shot and killed an indigenous leader in Valle Hondo, the regional council said.
+Marino Tenorio, 48, was the fourth member of the council to be killed this year.
+The council blamed dissidents of the former guerrilla and demanded that the government protect its people.
 EFE
""",
    "hard-wrapped radio digest": """
+SANTA CRUZ, 3 JUN 91 (RADIO SAMPLE) -- [TEXT] A GROUP OF ARMED MEN LAST
+NIGHT ATTACKED THE POLICE POST OF EL PALMAR, KILLING TWO CORPORALS AND
+WOUNDING A CIVILIAN.

+THE ATTACKERS, WHO NUMBERED ABOUT 15, FLED TOWARD THE BORDER AFTER THEY
+BURNED A TRUCK, THE PREFECT SAID.

+[BEGIN RECORDING] [PREFECT] WE WILL PURSUE THEM.  [END RECORDING]
""",
    "one-line briefs": """
+Two soldiers were killed by a mine near Tessalit on Friday, the army said.
+Rebels released eleven hostages in Kivu, the Red Cross said.
+Talks between Asmara and the rebels resume on Monday.
""",
    "situation report with headings": """
+SITUATION OVERVIEW
+Shelling of the eastern quarter continued for a fourth day. Local sources report 14 dead.
+ACCESS
+The road to Markaz remains closed; two convoys were turned back on 6 May.
+FUNDING
+The appeal is 31 per cent funded.
""",
    "statement with a numbered list": """
+The general command informs the public of the following:
+1. Our units shelled the barracks at Loma Alta at dawn.
+2. Three soldiers were captured and are being treated well
+3. We call on the army to respect the truce
+Long live the struggle!
+[Signed] General command, Loma Alta, 3 June 1991
""",
    "interview transcript": """
+Q: General, who fired first?
+A: They did. They shelled our post at dawn and killed four of my men.
+Q: And the civilians?
+A: We never fired on the town.
+Q: Will you talk to them?
+A: If they withdraw.
""",
    "indian site": """
 Maoists torch three vehicles in Kankerpur
 Written by Ritu Sen
 Edited by: Desk
 Updated: April 18, 2017 11:42 IST
 Follow us on Google News
 Representational image
+RAIPUR: Maoists set fire to three vehicles used in road construction in Kankerpur district on Monday night, police said.
 Story continues below this ad
+A group of about 30 armed cadres reached the camp and threatened the labourers before setting the vehicles ablaze.
+No one was injured.
 (Except for the headline, this story has not been edited by our staff and is published from a syndicated feed.)
 Click here to join our channel and stay updated with the latest headlines
 Must Read
 Minister resigns over dam deal
 Monsoon to arrive early
 Trending
 Best of Express
""",
    "east African paper with pull quote in part": """
 Herders and farmers clash again in Lower Tana
 Sunday, August 26, 2012
 By JOSEPH MWANGI
+Six people were hacked to death on Saturday when herders raided a village in Lower Tana. The raid came two days after a truce that elders had signed in Garsen under the eye of the county commissioner.
 The raid came two days after a truce that elders had signed
+Police reinforcements were flown in. “We shall disarm both sides, whatever it takes, and we shall begin this week,” the commissioner said.
 “We shall disarm both sides, whatever it takes”
 — County commissioner
+The Red Cross said that 300 families had fled.
 jmwangi@example.org
""",
    "eastern European outlet": """
 Drone hits bus depot in Sumivka, two hurt
 Saturday, 17 June 2023, 08:15
 Photo: State Emergency Service
+A drone struck a bus depot in the town of Sumivka overnight and wounded two drivers, the head of the district said on Telegram.
+Quote: "The enemy hit a civilian depot. Two people are in hospital."
+Details: The fire was put out by 5:00.
+Background:
+On 14 June three missiles hit the town's market.
 Support us or become our patron!
 Advertisement:
""",
    "philippine paper": """
 Soldier dies in clash with rebels in Sampaloc Norte
 ADVERTISEMENT
 Soldier dies in clash with rebels in Sampaloc Norte
 By: Maria Reyes - Correspondent / @mreyesX
 Sample Inquirer / 04:12 PM October 05, 2018
+LUCENA CITY – A soldier was killed while two others were wounded in a clash with communist rebels in Sampaloc Norte town on Friday morning, the military said.
+Lt. Col. Ramon Cruz said government troops chanced upon some 20 rebels at 6 a.m.
 ADVERTISEMENT
+Firefight lasted for 15 minutes before the rebels withdrew.
 /lzb
 Subscribe to our daily newsletter
 By providing an email address. I agree to the Terms of Use and acknowledge that I have read the Privacy Policy.
 READ NEXT
 Ferry sinks off Quezon; 3 missing
 EDITORS' PICK
 MOST READ
 Don't miss out on the latest news and information.
""",
    "broadsheet with standfirst, captions and live link": """
 Ceasefire in the delta collapses as gunboats return

 Residents of Port Amara report shelling hours after both sides pledged to hold fire

 • Delta crisis – live updates

 Maya Brandt in Port Amara and Idris Cole

 Tue 5 Feb 2019 18.04 GMT
 Last modified on Wed 6 Feb 2019 09.15 GMT

 Shares
 2,314

 A gunboat off Port Amara on Tuesday. Photograph: Jon Lee/EPA

+The ceasefire in the delta collapsed on Tuesday when gunboats returned to Port Amara and shelled its fish market, killing at least seven people.

+Both sides had pledged on Monday to hold their fire for a week. “It lasted eleven hours,” said Rosa Prim, who runs a clinic by the market.

 Sign up to This is the Delta: a weekly email for readers who follow the war
 Read more

+The rebel command denied that it had broken the truce, and accused the navy of staging the attack.

 Topics
 Delta
 Conflict and arms
 news
 Reuse this content
""",
    "Turkish agency in English": """
 World, Middle East
 Iraq: 3 peshmerga killed in Daesh attack near Tel Sora
 Terrorists attack checkpoint at night, says local official
 Hamdi Yildiz | 02.11.2021 - Update : 03.11.2021
 ERBIL, Iraq
+Three peshmerga fighters were killed and two others wounded in an attack by Daesh/ISIS near Tel Sora, a local official said Tuesday.
+The attackers fled after a firefight of half an hour, Sirwan Karim told the agency.
 *Writing by Ahmed Sel
 Sample Agency website contains only a portion of the news stories offered to subscribers. Please contact us for subscription options.
 Related topics
 Daesh/ISIS
 Iraq
 Peshmerga
""",
    "American regional paper": """
 Skip to content
 Subscribe
 Log In
 NEWS
 Mexico: gunmen kill mayor of border town
 By SAMPLE PRESS |
 PUBLISHED: March 9, 2015 at 6:12 a.m. | UPDATED: March 9, 2015 at 9:30 a.m.
 Categories:News, World
+REYNO SECO, Mexico (SP) — Gunmen killed the mayor of Reyno Seco outside his home on Sunday night, state prosecutors said Monday.
+Prosecutors said that two men on a motorcycle fired at least nine times.
+The mayor had received threats from a cartel since January.
 ___
 Follow Ana Ruiz on Twitter at @anaruiz_x
 Originally Published: March 9, 2015 at 6:12 a.m.
 More in News
 Police chief resigns after shooting
 Flood shuts highway for second day
 Copyright © 2015 Sample News Group
""",
    "sub-Saharan news portal, image captions inline": """
 Cameroon: Separatists free kidnapped pupils
 24 October 2020
 The Example Post (Buea)
 By Nkem Fon
+Separatist fighters on Friday freed eleven pupils whom they had taken from a school in Kumba South a week before.
+The pupils walked to a mission church, from where the army took them to Buea.
+An army spokesman, Colonel Atem, said no ransom had been paid.
 Tagged:
 Cameroon
 Conflict
 Central Africa
 Copyright © 2020 The Example Post. All rights reserved. Distributed by Sample Media.
 Read the original article on Example Post.
""",
    "Ukrainian op-ed with key takeaways and subscription box": """
 OP-ED: The river line will not hold without shells
 by Oksana Melnyk
 July 1, 2022 4:15 pm
 This is an op-ed. The views expressed are the author's own.
 Listen to this article
 5 min
+Our gunners on the river fire one shell for every ten that land on them. The capitals that promised ammunition in April have delivered a third of it.
+Russia must not be allowed to rest. Germany should release the howitzers, and Congress should vote the money.
 Editor’s Note: The opinions expressed in the op-ed section are those of the authors and do not purport to reflect the views of the Sample Independent.
 Oksana Melnyk
 Oksana Melnyk is a reporter at the Sample Independent. She covers the front.
 Read more
 News Feed
 11:40 AM
 Rail depot struck in Zarichne
 10:15 AM
 Parliament votes on budget
""",
    "Israeli site": """
 IDF strikes launch site after rocket hits field
 No injuries reported; army says it holds the group responsible for all fire from the Strip
 By SAMPLE STAFF AUGUST 9, 2019 22:17
 An Iron Dome battery fires near the border, July 2019. (photo credit: SAMPLE/REUTERS)
 Advertisement
+Israeli aircraft struck a launch site in the northern Gaza Strip on Friday night, hours after a rocket hit a field near Kibbutz Sade, the army said.
+No one was hurt. Sirens had sent residents to shelters.
 Join our newsletter to receive updates
+The group denied that it had fired the rocket.
 Tags: IDF, Gaza Strip, rocket
 Hot Opinion
 The sirens we no longer hear
""",
    "Latin American digital outlet, quote block and donation": """
 INVESTIGATION
 The mayor, the militia and the missing road
 Text: Lucía Prado
 Photos: Iván Soto
 September 14, 2021
 Share:
+In March the militia of the Upper Caquet closed the only road to Puerto Lindo and held eleven engineers for three weeks.
+The mayor paid for their release, according to two of the engineers and a letter that this outlet has seen. “He told us to keep quiet or we would lose our jobs,” one of them said.
 “He told us to keep quiet or we would lose our jobs”
 One of the engineers
+The mayor denied it. “I have never met these people,” he said by telephone.
 If you liked this story, consider supporting our newsroom
 DONATE
 Lucía Prado
 Journalist. Covers conflict and land.
 See more articles
""",
    "Soviet-style agency dispatch": """
+MOSCOW, May 7 /SAMPLE/. Russian air defenses shot down four drones over the Belsk region overnight, the Defense Ministry reported on Tuesday.
+"The drones were destroyed by units on duty," the ministry said.
+There were no casualties, Governor Pavel Orlov wrote.
""",
    "Afghan outlet": """
 Afghanistan
 Clashes Resume in Sholgar After Talks Fail
 The governor blames the Taliban; the group says police fired first.
 By Latif Amin
 20 Aug 2018
+Clashes resumed between the Taliban and police in Sholgar on Sunday, one day after elders failed to mediate a truce, officials said.
+At least 14 police were killed, a provincial council member told Sample News. The governor put the toll at six.
 Clashes Resume in Sholgar After Talks Fail
 The governor blames the Taliban; the group says police fired first.
 Comment this post
 Latest Stories
 Kabul Municipality Plants 5,000 Trees
 Wolesi Jirga Rejects Two Nominees
""",
    "cookie banner, tags and biography without a byline": """
 We use cookies to give you the best experience. Accept all cookies?
 The sanctions that nobody enforces

+Five ships carried the militia's coal out of Ras Amber in April. Each broke the embargo that the council had voted for in January.

+The council must act. It should board the ships, and the flag states should stop shielding them.

+There is a precedent: in 2009 the navies of six states arrested pirates in the same waters.

 Dina Farouk is a maritime lawyer and the author of “Coal and Guns”.

 Filed under: Sanctions, Shipping
 12 Comments
 Share this:
""",
}


def read_page(page: str) -> tuple[str, list[Span], list[Span]]:
    """The page's text and the spans of its body lines and of its furniture lines."""
    text, body, furniture = "", [], []
    for line in page.strip("\n").split("\n"):
        span = Span(len(text), len(text) + max(0, len(line) - 1))
        text += line[1:] + "\n"
        if line.strip():
            (body if line[0] == "+" else furniture).append(span)
    return text, body, furniture


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("titled", [True, False])
def test_pages(name: str, titled: bool) -> None:
    text, wanted, unwanted = read_page(PAGES[name])
    title = guess_title(text, CUES)
    if titled and unwanted:
        title = max((s.of(text) for s in unwanted[:4] if not s.of(text).endswith((".", "?"))), key=len)
    body, _ = find_body(text, title, CUES)
    lost = [s.of(text) for s in wanted if not any(b.covers(s) for b in body)]
    kept = [s.of(text) for s in unwanted if any(b.overlaps(s) for b in body)]
    assert (lost, kept) == ([], [])


def test_crlf_offsets() -> None:
    text, wanted, unwanted = read_page(PAGES["east African paper with pull quote in part"])
    crlf = text.replace("\n", "\r\n")
    body, _ = find_body(crlf, guess_title(crlf, CUES), CUES)
    joined = "".join(b.of(crlf) for b in body)
    assert all(s.of(text) in joined for s in wanted)
    assert not any(s.of(text) in joined.split("\r\n") for s in unwanted)


def test_clean_text_is_one_whole_span() -> None:
    text = "\n The army shelled the town.\n\nNobody was hurt.\n"
    assert find_body(text, None, CUES) == ((Span(0, len(text)),), ())


def test_nothing_left_means_all_is_body() -> None:
    text = "Army shells town"
    assert find_body(text, "Army shells town", CUES)[0] == (Span(0, len(text)),)


def test_empty_text_has_no_body() -> None:
    assert find_body(" \n", None, CUES) == ((), ())


def test_notes_say_what_and_where() -> None:
    text = "Army shells town\nBy Ana Ruiz\n\nThe army shelled the town on Monday. Two people died there.\n"
    _, notes = find_body(text, None, CUES)
    assert notes[0].startswith("left out at 0–16: headline")
    assert "byline" in notes[1]


def test_names_and_numbers_keep_a_similar_line() -> None:
    text = (
        "Near Tell Amar, three strikes hit a fuel dump, two trucks and a command post of the group on Monday night.\n"
        "Near Tell Sabah, three strikes hit a fuel dump, two trucks and a command post of the group.\n"
    )
    assert len(find_body(text, None, CUES)[0]) == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Port reopens after siege\n\nThe port was opened on Monday, the mayor of the old town said.", "Port reopens after siege"),
        ("LIMA, 20 MAY 88 (AGENCY) -- [TEXT] THE ARMY TODAY ATTACKED A CAMP, KILLING SIX. NOBODY FLED.", None),
        ("YANGON, Wed 17 March, 6 pm\n\nThe army fired on a crowd on Monday, and twelve people were killed there.", None),
        ("The army said:\n\nWe attacked the camp on Monday and lost nobody in the raid, which lasted an hour.", None),
        ("", None),
    ],
)  # fmt: skip
def test_guess_title(text: str, title: str | None) -> None:
    assert guess_title(text, CUES) == title


def test_every_cue_matches_its_examples() -> None:
    for cue in CUES.cues:
        assert cue.examples, cue.kind
        for example in cue.examples:
            assert cue.pattern.match(example), (cue.kind, example)
            assert len(words_of(example)) <= cue.words, (cue.kind, example)
            assert not cue.keys or any(key in example.lower() for key in cue.keys), (cue.kind, example)
        for other in cue.counterexamples:
            assert not cue.pattern.match(other) or len(words_of(other)) > cue.words, (cue.kind, other)


def test_every_sign_matches_its_examples() -> None:
    for sign in (*CUES.opinion_signs, *CUES.outlet_signs):
        assert all(sign.pattern.match(e) for e in sign.examples)
        assert not any(sign.pattern.match(e) for e in sign.counterexamples)


@given(st.text(alphabet=st.sampled_from('aB. ,\n\r"“”:-—123©@éف'), max_size=300), st.none() | st.text(max_size=20))
def test_any_text_gives_ordered_spans_within_it(text: str, title: str | None) -> None:
    body, _ = find_body(text, title, CUES)
    assert bool(body) == bool(text.strip())
    edges = [edge for span in body for edge in (span.start, span.end)]
    assert edges == sorted(set(edges))
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
    for unit in split_units(text):
        assert any(b.covers(unit.span) for b in body) or not any(b.overlaps(unit.span) for b in body)


PIECES = [
    "By A ",
    "a b, ",
    "A.",
    "[a/",
    "(photo ",
    "share ",
    "Al-A al-",
    "1.1",
    "© ",
    "the views ",
    "a@",
    "- ",
    "12 July ",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("end", ["", "\n", "\n\n", "!"])
def test_adversarial_text_is_fast(piece: str, end: str) -> None:
    text = (piece + end) * (100_000 // len(piece + end))
    start = time.process_time()
    guess_title(text, CUES)
    find_body(text, text[:200], CUES)
    assert time.process_time() - start < 3


def test_each_pattern_is_linear() -> None:
    for cue in CUES.cues:
        for example in (*cue.examples, "a ", "A.", "by ", "1/", "[a/b", "photo: "):
            line = (example * (LONGEST // len(example) + 1))[:LONGEST]
            start = time.process_time()
            cue.pattern.match(line)
            assert time.process_time() - start < 0.05, (cue.kind, example)


GOLD = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.shared
def test_no_gold_claim_is_lost() -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold is not here")
    lost = total = 0
    paths = [path for part in ("train", "own") for path in sorted(GOLD.glob(f"{part}/*.jsonl"))]
    articles = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    for path in sorted(GOLD.glob("packs/*.json")):
        articles += json.loads(path.read_text(encoding="utf-8"))["articles"]
    for article in articles:
        body, _ = find_body(article["text"], article["title"], CUES)
        for claim in article["claims"]:
            total += 1
            quote = Span(claim["quote"]["start"], claim["quote"]["end"])
            lost += not any(span.covers(quote) for span in body)
    assert total > 0
    assert lost <= 0.001 * total


@pytest.mark.shared
@pytest.mark.parametrize("titled", [True, False])
def test_seed_page(titled: bool) -> None:
    path = GOLD.parent / "seed" / "article.txt"
    if not path.is_file():
        pytest.skip("the seed is not here")
    text = path.read_text(encoding="utf-8")
    body, _ = find_body(text, text.split("\n")[0] if titled else None, CUES)
    kept = [p for span in body for p in span.of(text).split("\n\n")]
    assert len(kept) == 6
    assert min(len(p) for p in kept) > 300
    assert kept[0].startswith("If President Obama")
    assert kept[-1].endswith("key allies.")
