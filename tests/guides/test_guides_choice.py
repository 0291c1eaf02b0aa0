"""Multiple choice: wrong options are like the right one, and not true as well."""

from hypothesis import given
from hypothesis import strategies as st

from curriculum.guides.ask import Ask, apart
from curriculum.guides.choice import FEWEST, MOST, choose, misleads


def ask(name: str, question: str, answer: str, quote: str = "", episode: str = "a") -> Ask:
    return Ask(name, question, answer, episode, f"{episode}/{name}", quote or f"{name} {answer}.")


BUILT = ask("one", "In which year was the pier built?", "1871")
YEARS = [
    ask("two", "When did the mill burn down?", "1902"),
    ask("three", "Since when does the ferry cross?", "1924"),
    ask("four", "When was the light lit?", "1835"),
    ask("five", "How many lamps has it?", "16"),
    ask("six", "Who drew the plan?", "Ada Brook"),
]


def test_years_stand_among_years() -> None:
    (made, *_) = choose([BUILT], [BUILT, *YEARS], [], [])
    assert made.options == ("1835", "1871", "1902", "1924")
    assert (made.letter, made.kind, made.key) == ("b", "choice", "one")


def test_with_one_good_wrong_option_there_is_no_choice() -> None:
    assert choose([BUILT], [BUILT, YEARS[0], *YEARS[3:]], [], []) == ()


def test_a_choice_leaves_cards_to_recall() -> None:
    assert choose([BUILT], [BUILT, *YEARS], [], [], spare=3) == ()
    assert choose([BUILT], [BUILT, *YEARS], [], [], spare=4)


def test_what_the_sentence_itself_says_is_no_wrong_option() -> None:
    told = BUILT._replace(quote="The pier was built in 1871 and mended in 1902.")
    assert misleads(BUILT, YEARS[0])
    assert not misleads(told, YEARS[0])


def test_what_its_own_sentence_says_of_the_same_thing_is_no_wrong_option() -> None:
    same = YEARS[0]._replace(quote="In 1902 a longer pier was built.")
    assert not misleads(BUILT, same)


def test_an_option_says_as_much_of_the_question_as_the_right_one() -> None:
    one = ask("one", "Which kind of mill grinds with the ebb?", "tide mill")
    other = ask("two", "Which building stands on the hill?", "wind mill")
    third = ask("three", "Which craft crosses at noon?", "paddle steamer")
    assert misleads(one, other)
    assert not misleads(one, third)


def test_persons_stand_among_persons() -> None:
    keeper = ask("one", "Who kept the light?", "Mary Stone")
    painter = ask("two", "Who painted the harbour?", "John Reed", episode="b")
    firm = ask("three", "Who made the lens?", "Harbour Works")
    assert misleads(keeper, painter)
    assert not misleads(keeper, firm)


def test_an_option_is_the_answer_of_no_other_question() -> None:
    others = [YEARS[0], YEARS[1]]
    assert choose([BUILT], [BUILT, *YEARS], [], others) == ()


def test_words_to_own_are_asked_by_what_they_mean() -> None:
    terms = [
        Ask("t1", "Neap tide", "the small rise at half moon", "a", "a/1", "At half moon it rises little."),
        Ask("t2", "Spring tide", "the great rise at new moon", "a", "a/2", "At new moon it rises much."),
        Ask("t3", "Slack water (harbours)", "the rest before the turn", "a", "a/3", "Then it rests."),
    ]
    (made,) = choose([], [], terms, [])
    assert made.question == "Which term means “the small rise at half moon”?"
    assert (made.answer, made.options) == ("neap tide", ("neap tide", "slack water", "spring tide"))


WORD = st.sampled_from("amber birch cedar dune elm fjord grove heath".split())
ASKS = st.lists(
    st.tuples(st.sampled_from("ab"), st.lists(WORD, min_size=1, max_size=3), st.lists(WORD, min_size=2)),
    max_size=9,
)


@given(ASKS)
def test_no_choice_gives_anything_away(drawn: list[tuple[str, list[str], list[str]]]) -> None:
    asks = [
        ask(f"k{number}", f"Which {' '.join(words)}?", " ".join(answer), episode=episode)
        for number, (episode, answer, words) in enumerate(drawn)
    ]
    made = choose(asks, asks, [], [])
    for one in made:
        assert FEWEST < len(one.options) <= MOST + 1
        assert one.options.count(one.answer) == 1
        assert len({text.casefold() for text in one.options}) == len(one.options)
        assert one.options[ord(one.letter) - ord("a")] == one.answer
        assert apart(one, [other for other in made if other is not one])
