"""The 134 letters that Vietnamese adds to ASCII: 67 small, 67 capital, all in NFC."""

import unicodedata

#: combining marks of the tones in alphabetical order: ngang (none), huyền, hỏi, ngã, sắc, nặng
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")

#: vowels without a tone, in alphabetical order
VOWELS = "aăâeêioôơuưy"

#: the 72 small vowels with and without a tone
TONED_VOWELS = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES)

#: the 67 small letters outside ASCII
SMALL = "".join(letter for letter in TONED_VOWELS + "đ" if not letter.isascii())

#: the 67 capital letters outside ASCII
CAPITAL = SMALL.upper()
