"""The words are those of jieba.posseg, whatever the text, and whatever befalls the file."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import jieba
import jieba.posseg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengao import cache, data
from shengao.segment import Tagged, Term, building, installed, memo, trie, words
from shengao.segment.installed import Jieba
from shengao.segment.words import Words

Tag = Callable[[str], list[Tagged]]

jieba.setLogLevel(60)

TERMS: list[Term] = [
    ("河长制", 3000, "n"),
    ("湖长制", 2000, "n"),
    ("放管服", 3000, "n"),
    ("一网通办", None, "v"),
    ("跨省通办", None, ""),
    ("高质量发展", 5, "nz"),
    ("汛限水位", 300, "n"),
    ("圩", 12, "ns"),  # one character
    ("的", 7, "u9"),  # a word of the dictionary, made rare
    ("改革开放", 0, ""),  # a word of the dictionary, taken out
    ("社区", None, "nz"),  # a word of the dictionary that keeps its frequency
    ("门诊", 90000, ""),
    ("5G+工业互联网", None, "nz"),  # of several kinds of characters
    ("T/CAS标准", None, "nz"),  # with one at which jieba always cuts
    ("达标率90%", None, "n"),  # with one at which only the suggestion does not
    ("e-政务 平台", None, "n"),
    ("㐀字", None, "nz"),
    ("𠮷野家", None, "nz"),
    ("医保局", None, "nt"),
    ("医保局", 4, "nz"),  # again
    ("医保", 0, "n"),
    ("防汛防旱防台", None, "v"),
    ("汛限", None, "b"),  # the beginning of an earlier term
]

TEXTS = {
    "通知": "各县（市、区）人民政府：为切实做好今年的防汛备汛工作，现将有关事项通知如下。",
    "简报": "3月12日，市农业农村局组织农技人员深入田间地头，指导农户抢抓农时，春耕已完成12.6万亩。",
    "教育": "县教体局推行“双减”以来，48所中小学实现课后服务全覆盖，学生作业时间平均减少35分钟。",
    "卫健": "区卫健委牵头组建家庭医生签约团队126个，累计签约重点人群8.3万人，履约率达到91.2%。",
    "城管": "城管执法大队对背街小巷的占道经营、乱堆乱放逐一登记，当场整改62处，立案3起。",
    "税务": "税务局依托电子税务局推送政策，办税时长由40分钟压减至12分钟，退税减税降费1.7亿元。",
    "应急": "接到险情报告，镇村两级干部连夜转移圩区群众217人，汛限水位以上泄洪两小时，无伤亡。",
    "水利": "全面落实河长制湖长制，河长巡河1.2万次，清理“四乱”问题56个，圩堤除险加固全部完工。",
    "人事": "任命王建国、欧阳若兰为市医保局副局长，免去李秀英的医保中心主任职务，赵铁柱另有任用。",
    "会议": "会议强调，要深入推进放管服改革，加快一网通办、跨省通办，推动高质量发展迈上新台阶。",
    "口语": "哎呀，这事儿可真够呛，咱们那会儿哪有这么好的条件啊，哈哈哈，你说是不是？",
    "叠字": "哈哈哈哈，好好好好好，看看看看看，妈妈的妈妈，一一一一，的的的的的，人人人人人",
    "对话": "“你们那的水咋样？”“不咋的，前阵子老停水，这两天倒是好多了。”他笑了笑，没再说啥。",
    "文言": "民惟邦本，本固邦宁。政之所兴在顺民心，政之所废在逆民心。",
    "人名": "记者从闫晓燕、淦克萍、覃塘镇党委书记覃壮处获悉，仉乐山老人的低保已于上月恢复发放。",
    "数字": "2024年1—5月份完成投资3.14亿元，同比增长12.5%，其中第1.2.3项、A3纸500张、1,234.56元。",
    "拉丁": "使用Python3.11与C++、C#开发OA系统，接入5G+工业互联网，邮箱a_b.c@example.com，AT&T。",
    "连写": "GDP增速APP上线WiFi全覆盖e-政务平台T/CAS标准达标率90%以上PM2.5浓度vs去年同期",
    "标点": "《关于……的意见》（政办发〔2024〕12号）；——、·、「」【】～！？…“”‘’﹏￥",
    "全角": "ＡＢＣ１２３％，Ｐｙｔｈｏｎ３　（全角空格）ｘｙｚ",
    "空白": "  第一行\t制表\n\n第二行\r\n第三行\r\r\n第四行\u3000\u00a0\u2028\x85\x1f尾\r",
    "罕用": "龘靐齉爩䶮㐀㐁鿕鿖鿿堃喆犇骉淼焱㙍，畖畗畘畕畖，乶乷，镕镕",
    "星外": "𠮷野家𠀀𠀁与𪚥相邻，表情😀👨‍👩‍👧也在，𠮷",
    "代理": "断\ud800开\udfff的\ud83d字",
    "控制": "\0开头\1中间\2结尾\x7f\0\0的\1\1\2",
    "长句": "在市委的坚强领导下在各级各部门的大力支持下在全体干部职工努力下圆满完成了各项目标任务",
    "长串": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG" * 5 + "的" * 70 + "哈" * 61,
    "无义": "地得的了着过之乎者也其与及或若且但而则因所以于为被把让给向从自由在到",
    "空": "",
    "单字": "了",
    "单点": "。",
}  # fmt: skip

COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还"
)
RARE = "龘鿕㐀㐁䶮鿖靐镕闫淦仉堃哈儿兒隻𠮷😀é"
FEW = "中大为上国民政府工作人在的e5+%-/ 圩㐀"
OTHER = "0123456789.%+#&_-abcXYZ ，。、；：？！“”《》（）…—\t\n\r\u3000\0\1\2\ud800"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "words.bin"
    building.build(path)
    return path


@pytest.fixture(scope="session")
def plain(built: Path) -> Words:
    return Words(trie.Trie(built))


@pytest.fixture(scope="session")
def with_terms(built: Path) -> Words:
    return Words(trie.Trie(built), TERMS)


class Reference:
    """jieba.posseg, with terms on request, without its cache file."""

    def __init__(self) -> None:
        self.base = jieba.Tokenizer()
        self.base.FREQ, self.base.total = self.base.gen_pfdict(self.base.get_dict_file())
        self.tags = jieba.posseg.POSTokenizer(self.base).word_tag_tab

    def __call__(self, terms: Sequence[Term] = ()) -> Tag:
        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total = self.base.FREQ.copy(), self.base.total
        tokenizer.initialized = True
        for term in terms:
            tokenizer.add_word(*term)
        tagger = jieba.posseg.POSTokenizer.__new__(jieba.posseg.POSTokenizer)
        tagger.tokenizer, tagger.word_tag_tab = tokenizer, self.tags.copy()
        return lambda text: [(pair.word, pair.flag) for pair in tagger.lcut(text)]


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference()


@pytest.fixture(scope="session")
def jieba_plain(reference: Reference) -> Tag:
    return reference()


@pytest.fixture(scope="session")
def jieba_with_terms(reference: Reference) -> Tag:
    return reference(TERMS)


@pytest.fixture
def cached(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with the built file in it, and nothing else in the way."""
    monkeypatch.setenv("SHENGAO_CACHE", str(tmp_path))
    monkeypatch.delenv("SHENGAO_WORDS", raising=False)
    monkeypatch.setattr(data, "compiled", lambda name: None)
    place = tmp_path / f"words-{jieba.__version__}-{trie.FORMAT}.bin"
    place.write_bytes(built.read_bytes())
    return place


@pytest.mark.parametrize("kind", TEXTS)
def test_same_words_as_jieba(kind: str, plain: Words, jieba_plain: Tag) -> None:
    assert plain.tag(TEXTS[kind]) == jieba_plain(TEXTS[kind])


@pytest.mark.parametrize("kind", TEXTS)
def test_same_words_as_jieba_with_terms(
    kind: str, with_terms: Words, jieba_with_terms: Tag
) -> None:
    assert with_terms.tag(TEXTS[kind]) == jieba_with_terms(TEXTS[kind])


def test_same_words_in_one_text(plain: Words, jieba_plain: Tag) -> None:
    text = "\n".join(TEXTS.values())
    assert plain.tag(text) == jieba_plain(text)


def test_same_words_of_every_piece_between_marks(plain: Words, jieba_plain: Tag) -> None:
    for text in TEXTS.values():
        for start, end in pairwise(range(0, len(text), 7)):
            assert plain.tag(text[start:end]) == jieba_plain(text[start:end])


def test_same_words_again(plain: Words) -> None:
    for text in TEXTS.values():
        assert plain.tag(text) == plain.tag(text)


def test_equal_ways_are_chosen_by_what_follows(plain: Words, jieba_plain: Tag) -> None:
    for end in ("", "的", "工作", "落实了责任", "在全县推开" * 9):
        for middle in ("哈哈哈", "好好好", "看看看看看", "奶奶奶", "天天天"):
            text = f"他们{middle}{end}"
            assert plain.tag(text) == jieba_plain(text)


def test_characters_the_tag_model_hardly_knows(plain: Words, jieba_plain: Tag) -> None:
    for code in range(0x4E00, 0x9FD6, 61):
        text = f"{chr(code)}的{chr(code)}{chr(code + 1)}，阿{chr(code)}"
        assert plain.tag(text) == jieba_plain(text)


def _texts() -> st.SearchStrategy[str]:
    common = st.sampled_from(COMMON)
    runs = st.text(common, max_size=12)
    mixed = st.text(st.one_of(common, common, st.sampled_from(RARE + OTHER)), max_size=16)
    real = st.sampled_from([text for text in TEXTS.values() if text]).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(1, 9)).map(
            lambda part: text[part[0] : part[0] + part[1]]
        )
    )
    own = st.sampled_from([word for word, _, _ in TERMS])
    return st.lists(st.one_of(runs, mixed, real, real, own), max_size=5).map("".join)


FUZZ = settings(max_examples=1200, derandomize=True, database=None, deadline=None)


@FUZZ
@given(text=_texts())
def test_any_text(text: str, plain: Words, jieba_plain: Tag) -> None:
    tokens = plain.tag(text)
    assert "".join(word for word, _ in tokens) == text
    assert tokens == jieba_plain(text)


@FUZZ
@given(text=_texts())
def test_any_text_with_terms(text: str, with_terms: Words, jieba_with_terms: Tag) -> None:
    tokens = with_terms.tag(text)
    assert "".join(word for word, _ in tokens) == text
    assert tokens == jieba_with_terms(text)


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(
    terms=st.lists(
        st.tuples(
            st.one_of(
                st.text(st.sampled_from(FEW), min_size=1, max_size=5),
                st.sampled_from(["人民政府", "工作", "中国", "大为", "在", "国民"]),
            ),
            st.one_of(st.none(), st.integers(0, 100_000)),
            st.sampled_from(["", "n", "nz", "v"]),
        ),
        max_size=8,
    ),
    texts=st.lists(st.text(st.sampled_from(FEW), max_size=20)),
)  # fmt: skip
def test_any_terms(terms: list[Term], texts: list[str], built: Path, reference: Reference) -> None:
    ours, theirs = Words(trie.Trie(built), terms), reference(terms)
    for text in [*texts, "".join(word for word, _, _ in terms), "中国人民政府的工作人员在大国上"]:
        assert ours.tag(text) == theirs(text)


def test_memory_has_bounds(built: Path, jieba_plain: Tag, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "KEPT", 3)
    tagger = Words(trie.Trie(built))
    for text in TEXTS.values():
        assert tagger.tag(text) == jieba_plain(text)


def test_jieba_itself_gives_the_same(with_terms: Words) -> None:
    fallback = Jieba(TERMS)
    for text in TEXTS.values():
        assert fallback.tag(text) == with_terms.tag(text)


def test_version_is_that_of_jieba() -> None:
    assert installed.version() == jieba.__version__


def test_load_opens_the_cached_file(cached: Path) -> None:
    before = cached.stat().st_mtime_ns
    tagger = words.load([("河长制", 3000, "n")])
    assert isinstance(tagger, Words)
    assert ("河长制", "n") in tagger.tag("落实河长制")
    assert cached.stat().st_mtime_ns == before


def test_load_prefers_the_file_of_the_wheel(
    built: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "compiled", lambda name: built)
    cached.unlink()
    assert isinstance(words.load(), Words)
    assert not cached.exists()


def test_jieba_on_request(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENGAO_WORDS", "jieba")
    assert isinstance(words.load(), Jieba)


def test_jieba_where_there_is_no_cache(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHENGAO_CACHE", "off")
    assert isinstance(words.load(), Jieba)


def test_jieba_where_the_cache_cannot_be_written(
    built: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached.unlink()
    monkeypatch.setattr(building, "contents", built.read_bytes)
    monkeypatch.setattr(cache, "write", lambda name, content: None)
    assert isinstance(words.load(), Jieba)


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "no header": lambda content: content[:10],
    "cut short": lambda content: content[: len(content) // 2],
    "last byte missing": lambda content: content[:-1],
    "longer": lambda content: content + b"\0",
    "another file": lambda content: b"PK\3\4" * 1000,
    "another format": lambda content: _flipped(content, 8),
    "tables": lambda content: _flipped(content, 3000),
    "arrays": lambda content: _flipped(content, len(content) // 2),
    "a page of noughts": lambda content: content[:1_048_576] + bytes(4096) + content[1_052_672:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_noticed_and_mended(
    damage: str, built: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = built.read_bytes()
    monkeypatch.setattr(building, "contents", lambda: whole)
    cached.write_bytes(DAMAGES[damage](whole))
    with pytest.raises(trie.DamagedError):
        trie.Trie(cached)
    assert isinstance(words.load(), Words)
    assert cached.read_bytes() == whole
    assert [path.name for path in cached.parent.iterdir()] == [cached.name]


def test_damaged_file_of_the_wheel(
    cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "words.bin"
    damaged.write_bytes(cached.read_bytes()[:-5])
    monkeypatch.setattr(data, "compiled", lambda name: damaged)
    assert isinstance(words.load(), Words)


def test_a_folder_in_the_place_of_the_file(
    built: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "contents", built.read_bytes)
    cached.unlink()
    cached.mkdir()
    assert isinstance(words.load(), Jieba)


def test_a_jieba_that_the_file_cannot_hold(cached: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def contents() -> bytes:
        raise ValueError

    cached.unlink()
    monkeypatch.setattr(building, "contents", contents)
    assert isinstance(words.load(), Jieba)


def _python(code: str, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "SHENGAO_CACHE": str(folder)}
    environment["PYTHONPATH"] = str(Path(words.__file__).parents[2])
    environment.pop("SHENGAO_WORDS", None)
    environment["PYTHONIOENCODING"] = "utf-8"
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_two_processes_build_at_once(tmp_path: Path, plain: Words) -> None:
    text = TEXTS["水利"]
    code = f"from shengao import data\ndata.compiled = lambda name: None\n" \
           f"from shengao.segment import words\ntagger = words.load()\n" \
           f"print(type(tagger).__name__, tagger.tag({text!r}))"  # fmt: skip
    processes = [_python(code, tmp_path) for _ in range(2)]
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert out.strip() == f"Words {plain.tag(text)}"
        assert err == ""
    assert [path.suffix for path in tmp_path.iterdir()] == [".bin"]


def test_nothing_costly_is_imported(cached: Path) -> None:
    code = (
        "import sys\nfrom shengao.segment import words\nwords.load().tag('全面落实河长制')\n"
        "print(sorted({'jieba', 'pydantic', 'logging', 'inspect'} & set(sys.modules)))"
    )
    process = _python(code, cached.parent)
    out, err = process.communicate(timeout=60)
    assert (out.strip(), err) == ("[]", "")
