"""What months, days of the week and spans are called in the languages that the desk reads.

Each pattern is one form for all cases: "неділю" and "неділі" are the seventh day of the week.
"""

from __future__ import annotations

# In the order of the year; alternatives of a regular expression, longest first.
MONTHS = (
    r"January|Jan\.?|Januar|Jänner|janvier|enero|январ[ья]|січ(?:ень|ня)|يناير|كانون الثاني",
    r"February|Feb\.?|Februar|février|febrero|феврал[ья]|лют(?:ий|ого)|فبراير|شباط",
    r"March|Mar\.|März|mars|marzo|март|марта|берез(?:ень|ня)|مارس|آذار",
    r"April|Apr\.?|avril|abril|апрел[ья]|квіт(?:ень|ня)|أبريل|نيسان",
    r"May|Mai|mai|mayo|ма[йя]|трав(?:ень|ня)|مايو|أيار",
    r"June|Jun\.|Juni|juin|junio|июн[ья]|черв(?:ень|ня)|يونيو|حزيران",
    r"July|Jul\.|Juli|juillet|julio|июл[ья]|лип(?:ень|ня)|يوليو|تموز",
    r"August|Aug\.?|août|agosto|август|августа|серп(?:ень|ня)|أغسطس|آب",
    r"September|Sept?\.?|septembre|septiembre|сентябр[ья]|верес(?:ень|ня)|سبتمبر|أيلول",
    r"October|Oct\.?|Oktober|octobre|octubre|октябр[ья]|жовт(?:ень|ня)|أكتوبر|تشرين الأول",
    r"November|Nov\.?|novembre|noviembre|ноябр[ья]|листопада?|نوفمبر|تشرين الثاني",
    r"December|Dec\.?|Dezember|décembre|diciembre|декабр[ья]|груд(?:ень|ня)|ديسمبر|كانون الأول",
)

# Monday first, as `date.weekday` counts.
WEEKDAYS = (
    r"Monday|Montag|lundi|lunes|понедельник[ау]?|понеділ(?:ок|ка)|الاثنين|الإثنين",
    r"Tuesday|Dienstag|mardi|martes|вторник[ау]?|вівтор(?:ок|ка)|الثلاثاء",
    r"Wednesday|Mittwoch|mercredi|miércoles|сред[ауы]|серед[ауи]|الأربعاء",
    r"Thursday|Donnerstag|jeudi|jueves|четверга?|четверга?|الخميس",
    r"Friday|Freitag|vendredi|viernes|пятниц[ауы]|п[’'ʼ]?ятниц[яюі]|الجمعة",
    r"Saturday|Samstag|Sonnabend|samedi|sábado|суббот[ауы]|субот[ауи]|السبت",
    r"Sunday|Sonntag|dimanche|domingo|воскресень[ея]|неділ[яюі]|الأحد",
)

# What may stand before or behind the name of a day where the day is past, and where it is to come.
BEFORE_DAY = r"(?:on|last|this|am|vergangenen|le|el|este|pasado|в|во|у|прошл\w+|минул\w+|يوم)"
AHEAD = (
    r"\b(?:next|coming|upcoming|nächsten|kommenden|prochain|próximo|следующ\w+|будущ\w+|ближайш\w+|"
    r"наступн\w+|المقبل|القادم)\b"
)

# Days, weeks, months, years from the day of publication: (pattern, unit, how many, back is negative).
OFFSETS = (
    (r"the day before yesterday|vorgestern|avant-hier|anteayer|позавчера|позавчора|أول أمس", "day", -2),
    (r"yesterday|gestern|hier|ayer|вчера|учора|вчора|أمس", "day", -1),
    (r"today|tonight|this (?:morning|afternoon|evening)|heute|aujourd['’]hui|hoy|сегодня|сьогодні|اليوم", "day", 0),
    (
        r"last week|(?:vergangene|vorige|letzte)[rn]? Woche|la semaine (?:dernière|passée)|la semana pasada|"
        r"на прошлой неделе|минулого тижня|الأسبوع الماضي", "week", -1,
    ),
    (
        r"this week|diese[r]? Woche|cette semaine|esta semana|на этой неделе|цього тижня|هذا الأسبوع", "week", 0,
    ),
    (
        r"last month|(?:vergangenen|vorigen|letzten) Monat|le mois dernier|el mes pasado|в прошлом месяце|"
        r"минулого місяця|الشهر الماضي", "month", -1,
    ),
    (
        r"(?:earlier )?this month|diesen Monat|ce mois-ci|este mes|в этом месяце|цього місяця|هذا الشهر", "month", 0,
    ),
    (
        r"last year|(?:vergangenes|voriges|letztes) Jahr|l['’]an(?:née)? (?:dernier|dernière|passé)|el año pasado|"
        r"в прошлом году|минулого року|торік|العام الماضي", "year", -1,
    ),
    (
        r"(?:earlier )?this year|dieses Jahr|cette année|este año|в этом году|цього року|هذا العام", "year", 0,
    ),
)  # fmt: skip

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "deux": 2, "trois": 3,
    "quatre": 4, "cinq": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "два": 2, "две": 2,
    "три": 3, "четыре": 4, "пять": 5, "дві": 2, "чотири": 4, "п’ять": 5,
}  # fmt: skip
# "two days ago", "vor drei Tagen", "il y a trois jours", "два дня назад".
AGO = (
    (r"(?P<n>\w+) days ago|vor (?P<n2>\w+) Tagen|il y a (?P<n3>\w+) jours|hace (?P<n4>\w+) días|(?P<n5>[\w’]+) д(?:ня|ней) назад|(?P<n6>[\w’]+) дні(?:в)? тому", "day"),
    (r"(?P<n>\w+) weeks ago|vor (?P<n2>\w+) Wochen|il y a (?P<n3>\w+) semaines|hace (?P<n4>\w+) semanas|(?P<n5>[\w’]+) недел[иь] назад|(?P<n6>[\w’]+) тижні(?:в)? тому", "week"),
    (r"(?P<n>\w+) months ago|vor (?P<n2>\w+) Monaten|il y a (?P<n3>\w+) mois|hace (?P<n4>\w+) meses", "month"),
    (r"(?P<n>\w+) years ago|vor (?P<n2>\w+) Jahren|il y a (?P<n3>\w+) ans|hace (?P<n4>\w+) años|(?P<n5>[\w’]+) (?:года|лет) назад|(?P<n6>[\w’]+) рок(?:и|ів) тому", "year"),
)  # fmt: skip
