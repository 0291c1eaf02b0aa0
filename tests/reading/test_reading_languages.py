"""Languages: which one notes are in, and what their sections, facts, dates and quotes look like in it."""

import tomllib
from pathlib import Path

import pytest
from accounting import SHOWS
from hypothesis import given
from hypothesis import strategies as st

from curriculum.reading import fields, quotes
from curriculum.reading.blocks import Line
from curriculum.reading.episode import Episode
from curriculum.reading.episodes import read_text
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import opening
from curriculum.reading.language import language, name_of
from curriculum.reading.tables import key, languages, table
from curriculum.reading.titles import title_parts

TEXTS = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
CASES = [(code, text) for code, texts in TEXTS.items() if code != "other" for text in texts]


def one(text: str) -> Episode:
    (episode,) = read_text(text, "notes.md", SHOWS).episodes
    return episode


def test_there_are_six_texts_in_each_language() -> None:
    assert set(TEXTS) - {"other"} == {"en", *languages()}
    assert all(len(texts) == 6 for code, texts in TEXTS.items() if code != "other")


@pytest.mark.parametrize(("code", "text"), TEXTS["other"].items())
def test_a_neighbour_is_not_taken_for_one_of_the_thirteen(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize(
    ("code", "text"), CASES, ids=[f"{code}-{n % 6}" for n, (code, _) in enumerate(CASES)]
)
def test_a_text_is_known_by_its_words_or_letters(code: str, text: str) -> None:
    assert language(text) == code


def test_of_two_texts_in_a_row_nearly_all_are_known() -> None:
    """From forty words on at least 95 in 100; a half of a text, of twenty words, still nine in ten."""
    halves = [
        (code, " ".join(words[start : start + 20]))
        for code, text in CASES
        if code not in ("ja", "zh", "ko")
        for words in [text.split()]
        for start in (0, 20)
        if len(words) >= start + 15
    ]
    assert sum(language(text) == code for code, text in halves) >= 0.9 * len(halves)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kelp",
        "Rope spacing, cold months, buyers",
        'Oda calls it "das Gesetz der kalten Monate, und ohne das wird der Tang nicht groß" and laughs.',
        "The mill is called La Rueda de los Ríos, and the miller is Juan de la Cruz y Mora.",
        "The word 海带 means kelp, and 昆布 is its name in Japan, says the guest.",
        "Vector 1: x = 12; y = 14; z = 18; w = 22",
    ],
)
def test_what_is_not_certain_is_english(text: str) -> None:
    assert language(text) == "en"


def test_quotes_in_another_language_leave_the_notes_english() -> None:
    said = "\n".join(f"- „{text}“ – Anna Berg" for text in TEXTS["de"])
    text = f"# Bread\n\n## Key Points\n- {TEXTS['en'][0]}\n- Bran cuts gluten\n\n## Quotes\n{said}\n"
    assert one(text).language == "en"
    quoted = f"# Bread\n\n## Key Points\n- She says it in German: „{TEXTS['de'][0]}“\n- {TEXTS['en'][2]}"
    assert one(quoted).language == "en"


@pytest.mark.parametrize("code", ["en", *languages()])
def test_an_episode_has_its_language(code: str) -> None:
    first, second, *_ = TEXTS[code]
    assert one(f"# 1\n\n## Key Points\n- {first}\n- {second}\n").language == code
    assert name_of(code)


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    assert name_of(language(text))


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Zusammenfassung", "summary"),
        ("Kernaussagen", "points"),
        ("Zitate", "quotes"),
        ("Quellen", "links"),
        ("Wichtigste Erkenntnisse", "takeaways"),
        ("Schluesselpunkte", "points"),
        ("Gäste", "people"),
        ("Kernaussagen und Erkenntnisse", "points"),
        ("Offene Fragen", "questions"),
        ("KAPITEL", "chapters"),
        ("Résumé", "summary"),
        ("Points clés", "points"),
        ("Points cles", "points"),
        ("À retenir", "takeaways"),
        ("Citations marquantes", "quotes"),
        ("Ressources", "links"),
        ("Pour aller plus loin", "links"),
        ("Resumen", "summary"),
        ("Puntos clave", "points"),
        ("Ideas principales", "points"),
        ("Citas", "quotes"),
        ("Enlaces", "links"),
        ("Conclusiones clave", "takeaways"),
        ("Transcripción", "transcript"),
        ("Resumo", "summary"),
        ("Principais pontos", "points"),
        ("Citações", "quotes"),
        ("Aprendizados", "takeaways"),
        ("Riassunto", "summary"),
        ("Punti chiave", "points"),
        ("Citazioni", "quotes"),
        ("Fonti", "links"),
        ("Samenvatting", "summary"),
        ("Belangrijkste punten", "points"),
        ("Citaten", "quotes"),
        ("Bronnen", "links"),
        ("Podsumowanie", "summary"),
        ("Kluczowe punkty", "points"),
        ("Kluczowe wnioski", "takeaways"),
        ("Zrodla", "links"),
        ("Краткое содержание", "summary"),
        ("Ключевые идеи", "points"),
        ("Цитаты", "quotes"),
        ("Ссылки", "links"),
        ("Özet", "summary"),
        ("ÖNEMLİ NOKTALAR", "points"),
        ("Alıntılar", "quotes"),
        ("İçgörüler", "points"),
        ("Sammanfattning", "summary"),
        ("Viktiga punkter", "points"),
        ("Lärdomar", "takeaways"),
        ("Källor", "links"),
        ("要約", "summary"),
        ("主なポイント", "points"),
        ("名言", "quotes"),
        ("【参考リンク】", "links"),
        ("总结", "summary"),
        ("一、核心观点：", "points"),
        ("金句", "quotes"),
        ("參考資料", "links"),
        ("요약", "summary"),
        ("핵심 내용", "points"),
        ("인용구", "quotes"),
        ("참고 자료", "links"),
    ],
)
def test_section_names_of_other_languages(heading: str, kind: str) -> None:
    assert section_kind(heading) == kind


ENGLISH_HEADINGS = {
    "Presentation": "",
    "Resume": "",
    "Moderation": "",
    "Animation": "",
    "Citations": "asides",
    "Conductor": "",
    "Taken": "",
    "Slot": "",
    "Social": "",
    "Impressions": "",
    "Lectures": "",
    "Panorama": "",
    "Invite": "",
    "Gift": "",
    "Pane": "",
    "Rad": "",
    "Actions": "actions",
    "Notes": "points",
    "Die Hard": "",
    "Sure": "",
}


def test_no_english_name_changes_its_kind() -> None:
    for kind, entry in table("headings").items():
        if kind in ("modifiers", "before_title", "after_title", "beside"):
            continue
        for phrase in entry["words"]:
            first = next(
                other
                for other, words in table("headings").items()
                if other not in ("modifiers", "before_title", "after_title", "beside")
                and phrase in words["words"]
            )
            assert section_kind(phrase) == first, phrase
    assert {heading: section_kind(heading) for heading in ENGLISH_HEADINGS} == ENGLISH_HEADINGS


def test_no_english_key_of_a_fact_changes() -> None:
    meant = {key(word): name for name, words in table("fields").items() for word in words}
    assert {word: fields.field_name(word) for word in meant} == meant
    for word in ("Format", "Site", "Themes", "Sure", "Emission", "Con", "N", "MIT", "Data", "Labels"):
        assert fields.field_name(word) == "", word


@pytest.mark.parametrize("code", languages())
def test_each_language_has_every_table_filled(code: str) -> None:
    found = table(f"sections/{code}")
    kinds = set(table("headings")) - {"before_title", "after_title", "beside"}
    assert kinds - {"entities"} | {"fields", "evidence", "cards", "chatter"} == set(found)
    assert set(found["evidence"]) == set(table("evidence")) - {"part"}
    assert len(found["points"]["words"]) >= 15
    for kind in ("takeaways", "quotes", "summary", "links", "people", "introduction", "questions"):
        assert len(found[kind]["words"]) >= 6, kind
    assert set(found["fields"]) <= set(table("fields"))
    assert set(found["chatter"]) == {"opens", "closes", "lines", "excuses"}


@pytest.mark.parametrize(
    "written",
    [
        "Frage: Was bindet Roggen?\nAntwort: Wasser.",
        "- Frage: Was bindet Roggen?\n  - Antwort: Wasser.",
        "Q : Que retient le seigle ?\nR : De l'eau.",
        "Question : Que retient le seigle ?\nRéponse : De l'eau.",
        "**Pregunta:** ¿Qué retiene el centeno?\n**Respuesta:** Agua.",
        "Pergunta: O que retém o centeio?\nResposta: Água.",
        "Domanda: Che cosa trattiene la segale? Risposta: Acqua.",
        "Vraag 1: Wat bindt rogge?\nAntwoord 1: Water.",
        "Pytanie: Co wiąże żyto?\nOdpowiedź: Wodę.",
        "Вопрос: Что связывает рожь?\nОтвет: Воду.",
        "Soru: Çavdar ne tutar?\nCevap: Su.",
        "Fråga: Vad binder råg?\nSvar: Vatten.",
        "質問：ライ麦は何を含むか。\n答え：水。",
        "问：黑麦吸收什么？\n答：水。",
        "질문: 호밀은 무엇을 머금는가?\n답: 물.",
        "| Frage | Antwort |\n|---|---|\n| Was bindet Roggen? | Wasser. |",
    ],
)
def test_flashcards_written_in_other_languages(written: str) -> None:
    (card,) = one(f"# 1\n\n{written}\n").flashcards
    assert card.question.endswith(("?", "。", "？"))
    assert ":" not in card.answer + card.question.rstrip("?")


@pytest.mark.parametrize(
    ("written", "number", "title"),
    [
        ("Folge 12: Roggenbrot", 12, "Roggenbrot"),
        ("Épisode 12 : Le pain de seigle", 12, "Le pain de seigle"),
        ("Capítulo 12 - Pan de centeno", 12, "Pan de centeno"),
        ("Puntata 12: Pane di segale", 12, "Pane di segale"),
        ("Odcinek 12: Chleb żytni", 12, "Chleb żytni"),
        ("Выпуск 12. Ржаной хлеб", 12, "Ржаной хлеб"),
        ("第12期：黑麦面包", 12, "黑麦面包"),
        ("第12回 ライ麦パンの話", 12, "ライ麦パンの話"),
        ("제12화: 호밀빵 이야기", 12, "호밀빵 이야기"),
        ("Folgen der Kälte", None, "Folgen der Kälte"),
    ],
)
def test_numbers_of_episodes(written: str, number: int | None, title: str) -> None:
    said = title_parts(written, SHOWS)
    assert (said.number, said.title) == (number, title)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Gast: Anna Berg", "guests", "Anna Berg"),
        ("**Moderation:** Jens Holm", "hosts", "Jens Holm"),
        ("Invité : Jean Petit", "guests", "Jean Petit"),
        ("Durée : 48 min", "duration", "48 min"),
        ("- Invitada: Ana Ruiz", "guests", "Ana Ruiz"),
        ("Fecha: 3 de mayo de 2024", "date", "3 de mayo de 2024"),
        ("Convidado: Rui Mota", "guests", "Rui Mota"),
        ("Ospite: Lia Neri", "guests", "Lia Neri"),
        ("Aflevering: Roggebrood", "title", "Roggebrood"),
        ("Gość: Ewa Lis", "guests", "Ewa Lis"),
        ("Гость: Анна Орлова", "guests", "Анна Орлова"),
        ("Konuk: Ayşe Kaya", "guests", "Ayşe Kaya"),
        ("Gäst: Maja Ek", "guests", "Maja Ek"),
        ("ゲスト：山田花子", "guests", "山田花子"),
        ("嘉宾：李明", "guests", "李明"),
        ("**日期**：2024年5月3日", "date", "2024年5月3日"),
        ("게스트: 김민지", "guests", "김민지"),
    ],
)
def test_keys_of_facts(line: str, name: str, value: str) -> None:
    stated = fields.field(line)
    assert stated
    assert (stated.name, stated.value) == (name, value)


def test_what_backs_a_point_is_known_by_its_label_in_other_languages() -> None:
    episode = one(
        "# Brot\n\n## Kernaussagen\n"
        "- Punkt 1: Roggen braucht mehr Wasser als Weizen.\n  - Zitat: „Der Teig muss am Löffel hängen.“\n"
        "  - Bedeutung: Das Brot bleibt länger frisch.\n- Punkt 2: Säure hält die Krume fest.\n"
    )
    assert [point.text for point in episode.points] == [
        "Roggen braucht mehr Wasser als Weizen.",
        "Säure hält die Krume fest.",
    ]
    assert [quote.text for quote in episode.quotes] == ["Der Teig muss am Löffel hängen."]
    assert [sub.kind for sub in episode.points[0].subpoints] == ["significance"]


@pytest.mark.parametrize(
    "written",
    [
        "3. Mai 2024",
        "3 mai 2024",
        "3 de mayo de 2024",
        "3 de maio de 2024",
        "3 maggio 2024",
        "3 mei 2024",
        "3 maja 2024",
        "3 мая 2024 г.",
        "3 Mayıs 2024",
        "3 maj 2024",
        "2024年5月3日",
        "2024년 5월 3일",
        "03.05.2024",
        "am 3.5.2024",
    ],
)
def test_dates(written: str) -> None:
    assert fields.iso_date(written) == "2024-05-03"


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("48 Minuten", 48),
        ("1 Std. 5 Min.", 65),
        ("1 h 5 min", 65),
        ("1 ora e 5 minuti", 65),
        ("1 час 5 минут", 65),
        ("48 dakika", 48),
        ("1時間5分", 65),
        ("48分钟", 48),
        ("1시간 5분", 65),
    ],
)
def test_durations(written: str, minutes: int) -> None:
    assert fields.minutes(written) == minutes


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Ruiz y Luis Mora", ("Ana Ruiz", "Luis Mora")),
        ("Jean Petit et Anne Roy", ("Jean Petit", "Anne Roy")),
        ("山田花子、佐藤和子", ("山田花子", "佐藤和子")),
    ],
)
def test_lists_of_people(written: str, names: tuple[str, ...]) -> None:
    assert tuple(person.name for person in fields.people(written)) == names


@pytest.mark.parametrize(
    ("written", "speaker", "words"),
    [
        ("„Der Teig muss hängen.“ – Anna Berg", "Anna Berg", "Der Teig muss hängen."),
        ("»Wer knetet, hat verloren.«", "", "Wer knetet, hat verloren."),
        ("‚Wer knetet, hat verloren.‘", "", "Wer knetet, hat verloren."),
        ("« La pâte doit pendre. » — Anne Roy", "Anne Roy", "La pâte doit pendre."),
        ("‹La pâte doit pendre.›", "", "La pâte doit pendre."),
        ("„Ciasto musi wisieć.” – Ewa Lis", "Ewa Lis", "Ciasto musi wisieć."),
        ("”Degen ska hänga.” – Maja Ek", "Maja Ek", "Degen ska hänga."),
        ("「生地は垂れるべきだ。」（山田花子）", "山田花子", "生地は垂れるべきだ。"),
        ("李明：“面团要能垂下来。”", "李明", "面团要能垂下来。"),
        ("『生地は垂れるべきだ』", "", "生地は垂れるべきだ"),
    ],
)
def test_quotation_marks(written: str, speaker: str, words: str) -> None:
    said = quotes.said([Line(1, written)])
    assert (said.speaker, said.text) == (speaker, words)


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        ("**水分**：ライ麦は水を要する。", "水分", "ライ麦は水を要する。"),
        ("水分：黑麦需要更多的水。", "水分", "黑麦需要更多的水。"),
        ("Eau : le seigle en veut plus", "Eau", "le seigle en veut plus"),
        ("黑麦需要水，小麦不需要：这是区别。", "", "黑麦需要水，小麦不需要：这是区别。"),
    ],
)
def test_labels(raw: str, label: str, text: str) -> None:
    assert opening(raw)[1:3] == (label, text)
