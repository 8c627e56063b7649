"""Rules that the tests of the families pass by: a sentence each finds, and cues that tell nothing."""

from __future__ import annotations

import pytest

from geo import Gazetteer
from tests.geo.claim_reading import claims_of

FOUND = {
    "puts-force": "Poland has put two battalions near Suwalki.",
    "provides-air-cover": "Danish jets carry out air policing in Lithuania.",
    "flies-missions": "Poland flew two surveillance drones along the border with Belarus.",
    "flies-force": "France flew 200 paratroopers to Dakar.",
    "mobilises-at": "Armenia mobilised two brigades near Goris.",
    "joins": "Two Italian frigates joined the mission in the Red Sea.",
    "follows": "Germany sent 400 soldiers to Rukla in March. Another 200 soldiers followed in May.",
    "reinforces-with-force": "Chad is adding two battalions at Bol.",
    "moves-towards": "Sudanese troops are advancing towards El Obeid.",
    "redeployment": "The redeployment of two Russian brigades to Kursk was announced.",
    "provides": "Ghana provides 800 troops in Lebanon.",
    "ar-taqlis-noun": "بدأ تقليص القوات الأمريكية في العراق.",
    "ar-ighlaq-noun": "أعلنت فرنسا إغلاق قاعدتها في غاو.",
    "ar-sayyara": "سيرت القوات التركية دوريات في الحسكة.",
    "ar-aqlaa": "أقلعت طائرات أمريكية فوق البحر الأحمر.",
    "ar-ihtashada": "تحتشد القوات الإثيوبية قرب غوندار.",
    "ar-naql-noun": "تم نقل قوات تركية إلى إدلب.",
    "ar-rasada": "رصد الجيش الياباني سفنا روسية قرب هوكايدو.",
}

LEFT_ALONE = [
    "Poland put two proposals on the table in Suwalki.",
    "The airline flew 200 pilgrims to Dakar.",
    "Armenia mobilised volunteers for the harvest near Goris.",
    "Croatia joined the euro in 2023, a banker in Zagreb said.",
    "Chad is adding two classrooms in Bol.",
    "The talks are advancing towards a deal in Riga.",
    "Ghana provides 800 scholarships in Lebanon.",
    "The transfer of 300 patients to Riga began on Monday.",
    "The coach rotated his team in Doha.",
    "A new manager took over from the old one at the bank in Oslo.",
    "The maker recalled 300 lorries in Poland.",
    "The students went home to Riga on Friday.",
    "Poland reduced its debt in May.",
    "The withdrawal of the bill was welcomed in Rome.",
    "The closure of schools in Gao was extended.",
    "Construction of a stadium in Doha has begun.",
    "The arrival of tourists in Djibouti was delayed.",
    "The deployment of new software in Berlin took a week.",
    "Spain maintains its forecast, a minister in Madrid said.",
    "The choir in Rukla numbers 40.",
    "Riga is home to 600,000 people.",
    "بدأ تقليص الإنفاق الحكومي في العراق.",
    "أعلنت البلدية إغلاق مدرستين في غاو.",
    "أقلعت طائرة ركاب من مطار بيروت.",
    "احتشد متظاهرون في ساحة التحرير ببغداد.",
    "تم نقل المرضى إلى إدلب.",
    "رصد العلماء حيتانا قرب هوكايدو.",
]


@pytest.mark.parametrize(("rule", "text"), FOUND.items())
def test_the_rule_finds(gazetteer: Gazetteer, rule: str, text: str) -> None:
    assert rule in {claim.rule for claim in claims_of(text, gazetteer)}


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(gazetteer: Gazetteer, text: str) -> None:
    assert claims_of(text, gazetteer) == ()
