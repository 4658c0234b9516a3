"""How mail programs put it, in their languages: who wrote what is quoted below."""

from __future__ import annotations

from collections.abc import Mapping

# "-----Original Message-----", without its dashes.
SEPARATORS = frozenset(
    {
        "original message",
        "original appointment",
        "ursprüngliche nachricht",
        "originalnachricht",
        "message d'origine",
        "message d’origine",
        "message original",
        "mensaje original",
        "mensagem original",
        "messaggio originale",
        "messaggio originario",
        "oorspronkelijk bericht",
        "ursprungligt meddelande",
        "oprindelig meddelelse",
        "opprinnelig melding",
        "alkuperäinen viesti",
        "wiadomość oryginalna",
        "oryginalna wiadomość",
        "původní zpráva",
        "eredeti üzenet",
        "mesaj original",
        "исходное сообщение",
        "оригинальное сообщение",
        "orijinal ileti",
        "原始邮件",
        "原始郵件",
        "元のメッセージ",
        "원본 메시지",
    }
)


def _words(text: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in text.split(","))


# The header of the mail that is answered, as programs write it above their quote.
HEADER_LABELS: Mapping[str, frozenset[str]] = {
    "from": _words(
        "from, von, de, da, van, från, fra, lähettäjä, od, feladó, от, kimden, 发件人, 寄件者, "
        "差出人, 보낸 사람, expéditeur, mittente, remitente"
    ),
    "sent": _words(
        "sent, date, gesendet, datum, envoyé, enviado, enviada, fecha, data, inviato, verzonden, "
        "skickat, sendt, dato, lähetetty, päivämäärä, päiväys, wysłano, wysłane, odesláno, "
        "elküldve, dátum, дата, отправлено, tarih, gönderildi, 发送时间, 日期, 送信日時, 날짜, "
        "보낸 날짜"
    ),
    "to": _words(
        "to, an, à, para, a, aan, till, til, vastaanottaja, do, komu, címzett, кому, kime, 收件人, "
        "宛先, 받는 사람"
    ),
    "subject": _words(
        "subject, betreff, objet, asunto, assunto, oggetto, onderwerp, ämne, emne, aihe, temat, "
        "předmět, tárgy, тема, konu, 主题, 主旨, 件名, 제목"
    ),
    "copy": _words("cc, kopie, copie, copia, kopia, kopi, копия, 抄送"),
}

# What telephones write below a mail without being asked.
SIGNATURES = (
    *("sent from my ", "sent from outlook", "sent from mail for", "get outlook for ", "sent via "),
    *("von meinem ", "gesendet mit ", "gesendet von "),
    *("envoyé de mon ", "envoyé depuis ", "envoyé à partir de "),
    *("enviado desde ", "enviado do meu ", "enviado de mi ", "enviado a partir do "),
    *("inviato da ", "inviato dal mio "),
    *("verstuurd vanaf ", "verzonden vanaf ", "verzonden met "),
    *("skickat från ", "sendt fra ", "lähetetty ", "wysłane z ", "wysłano z ", "odesláno z "),
    *("отправлено с ", "iphone'umdan gönderildi", "iphoneから送信", "发自我的"),
)
