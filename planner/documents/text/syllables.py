"""What a Vietnamese syllable can look like: to tell a right decoding of bytes from a wrong one.

"cộng" is one, "céng" (the same bytes in TCVN3 read as windows-1252) is one too, but "hßa" and
"nghÜa" are none: over a few dozen words only one decoding makes sense.
"""

import re
import unicodedata
from functools import lru_cache

_ONSETS = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot ooc oong
oa oac oach oai oam oan oang oanh oao oap oat oay
oăc oăm oăn oăng oăt oe oen oeo oet
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut
uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ
uy uya uych uyn uynh uyp uyt uyu uyên uyêt
ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y yêm yên yêng yêt yêu ych yt
"""
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{'|'.join(_RHYMES.split())})")
_STOPPED = re.compile(r".*(?:c|ch|p|t)")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHARP = frozenset("\u0301\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether `word` can be one Vietnamese syllable, in any case and with its tone anywhere.

    >>> is_syllable("Khuyếch"), is_syllable("nghĩa"), is_syllable("nghÜa"), is_syllable("các")
    (False, True, False, True)
    """
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in parts if c in _TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    # A syllable that ends in a stop is said with a sharp or a heavy tone only, and always with one.
    return not _STOPPED.fullmatch(bare) or (bool(tones) and tones[0] in _SHARP)
