"""File names that a client may send. None may become a path or a header."""

FILE_NAMES = (
    "card.jpg", "", " ", ".", "..", "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\card.jpg",
    "card.jpg/../../x", "%2e%2e%2fcard.jpg", "card.php", "card.jpg.exe", "card.svg", "card", ".htaccess",
    "-rf", "~root",
    "karte mit leerzeichen.jpg",
    "Versicherungskarte Müller.jpg", "Versicherungskarte Müller.jpg".replace("ü", "u\u0308"),
    "保険証.jpg", "بطاقة.pdf", "card\u202egpj.exe", "card\u200b.jpg", "\ufeffcard.jpg", "👩‍⚕️💳.png",
    "card\".jpg", "card'; DROP TABLE policies; --.jpg", "<script>alert(1)</script>.jpg", "card;filename=x.exe",
    "card\r\nSet-Cookie: a=b.jpg", "card\nX: y", "card\t.jpg", "card\0.jpg", "card\x1b[31m.jpg", "card\x7f.jpg",
    "CON", "NUL.pdf", "card.jpg ", "card.jpg.", "a" * 255, "a" * 256, "ü" * 255, "💳" * 255, "a" * 10_000,
    "=cmd|' /C calc'!A0", "${jndi:ldap://x}", "{{7*7}}", "*?.jpg", "card|rm.jpg", "`id`.jpg", "$(id).jpg", "\ud800.jpg",
)  # fmt: skip
