"""Words by which a text says who speaks, in the languages that the desk reads.

Lower case, apostrophes straight; Cyrillic and Arabic words in the forms that attributions use.
"""

from __future__ import annotations

SPANISH_SPEECH = frozenset(
    """dice dijo dijeron decía afirma afirmó afirmaron declara declaró añade añadió agrega agregó señala
    señaló explica explicó asegura aseguró anuncia anunció anunciaron advierte advirtió calificó lamenta
    lamentó sostiene sostuvo indica indicó informó responde respondió pregunta preguntó pidió insiste
    insistió reiteró subrayó recalcó manifestó expresó comenta comentó cuenta contó admite admitió
    reconoce reconoció niega negó prometió escribe escribió destacó criticó denunció exigió aclaró
    precisó apuntó concluyó""".split()
)

SPEECH_VERBS = frozenset(
    # English
    """say says said saying tell tells told telling add adds added adding warn warns warned
    announce announces announced declare declares declared state states stated claim claims claimed
    argue argues argued ask asks asked reply replies replied answer answers answered insist insists
    insisted explain explains explained deny denies denied promise promises promised note notes noted
    remark remarked write writes wrote tweet tweets tweeted post posted continue continued concede
    conceded admit admits admitted acknowledge acknowledged confirm confirms confirmed call called
    describe described demand demands demanded urge urges urged suggest suggests suggested testify
    testified recall recalls recalled stress stresses stressed conclude concluded comment commented
    joke joked shout shouted respond responded vow vows vowed pledge pledged predict predicted respond
    responds observe observed accuse accused complain complained caution cautioned assert asserted
    maintain maintains maintained quip quipped retort retorted think thinks believe believes
    contend contended reveal revealed estimate estimated object objected begin began conclude whisper
    whispered whispers cried laughed sighed shrugged quoted imply implied signalled
    emphasised emphasized reiterated summed shouting writing answering repeated repeats""".split()
    # German
    + """sagt sagte gesagt sagten erklärt erklärte erklärten betont betonte warnt warnte warnten fügt
    fügte hinzu meint meinte antwortet antwortete fragt fragte teilt teilte mit schrieb schreibt
    kündigte behauptet behauptete räumte verlangte fordert forderte versprach beteuerte ergänzte
    erwiderte entgegnete rief bestritt dementierte berichtete berichtet kritisierte bekräftigte
    unterstrich verkündete stellte klagte lobte urteilte äußerte bestätigte mahnte mitgeteilt""".split()
    # French
    + """dit disait déclare déclaré déclarait affirme affirmé affirmait ajoute ajouté ajoutait explique
    expliqué expliquait répond répondu répondait assure assuré assurait souligne souligné prévient
    prévenu averti avertit annonce annoncé précise précisé estime estimé écrit demandé demande lancé
    lance rappelé rappelle reconnu reconnaît nié nie insisté insiste promis martelé poursuit poursuivi
    conclu conclut confié confie soutenu répété regretté dénoncé indiqué indique fait admis réagi réagit plaint plaignait déplore déploré reprend repris
    s'est-il a-t-il a-t-elle dit-il dit-elle""".split()
    + sorted(SPANISH_SPEECH)
    # Russian
    + """сказал сказала сказали говорит говорил говорила говорят заявил заявила заявили заявляет
    отметил отметила отметили отмечает добавил добавила добавили добавляет подчеркнул подчеркнула
    подчеркивает подчёркивает ответил ответила ответили отвечает объяснил объяснила объясняет пояснил
    пояснила поясняет сообщил сообщила сообщили сообщает предупредил предупредила предупредили
    предупреждает написал написала пишет спросил спросила спрашивает утверждает утверждал утверждала
    признал признала признаёт признает пообещал пообещала обещал обещает потребовал потребовала
    считает полагает уточнил уточнила напомнил напомнила рассказал рассказала рассказывает воскликнул
    воскликнула произнёс произнес произнесла продолжил продолжила констатировал возразил возразила
    опроверг опровергла отрицает подтвердил подтвердила указал указала призвал призвала прокомментировал
    комментирует отвечаю говорю спрашиваю""".split()
    # Ukrainian
    + """сказав сказала сказали каже казав казала заявив заявила заявили заявляє зазначив зазначила
    зазначили зазначає додав додала додали додає наголосив наголосила наголосили наголошує підкреслив
    підкреслила відповів відповіла відповідає пояснив пояснила пояснює повідомив повідомила повідомили
    повідомляє попередив попередила попереджає написав написала пише запитав запитала стверджує
    стверджував визнав визнала пообіцяв пообіцяла вважає уточнив уточнила нагадав нагадала розповів
    розповіла розповідає вигукнув продовжив продовжила заперечив заперечила заперечує підтвердив
    підтвердила закликав закликала вимагав вимагала прокоментував мовив мовила переконаний
    переконана зауважив зауважила""".split()
    # Arabic, with "and" before it or not
    + [
        prefix + verb
        for prefix in ("", "و", "ف")
        for verb in """قال قالت قالوا يقول تقول صرح صرحت صرّح صرّحت يصرح أضاف أضافت يضيف أكد أكدت أكّد
        أكّدت يؤكد تؤكد أعلن أعلنت أوضح أوضحت يوضح حذر حذرت حذّر حذّرت يحذر تابع تابعت ذكر ذكرت
        رد ردت ردّ ردّت أجاب أجابت سأل سألت كتب كتبت نفى نفت شدد شددت شدّد شدّدت أشار أشارت
        اعتبر اعتبرت وصف وصفت تساءل تساءلت زعم زعمت طالب طالبت تعهد تعهدت اعترف اعترفت لفت لفتت
        قائلا قائلة قائلاً مضيفا مضيفة مضيفاً مؤكدا مؤكدة مؤكداً""".split()
    ]
)  # fmt: skip

# Words that stand before the one who said it: "according to Reuters".
SOURCE_PHRASES = (
    ("according", "to"), ("in", "the", "words", "of"), ("as", "per"),
    ("laut",), ("nach", "angaben", "von"), ("nach", "angaben", "des"), ("nach", "angaben", "der"),
    ("so",), ("zufolge",), ("den", "worten", "von"), ("nach", "den", "worten", "von"),
    ("selon",), ("d'après",), ("pour",), ("aux", "yeux", "de"), ("d'après", "les", "mots", "de"),
    ("según",), ("de", "acuerdo", "con"),
    ("по", "словам"), ("по", "мнению"), ("со", "слов"), ("согласно",), ("по", "утверждению"),
    ("за", "словами"), ("на", "думку"), ("за", "твердженням"), ("зі", "слів"), ("як", "каже"),
    ("بحسب",), ("حسب",), ("وفقا",), ("وفقاً",), ("وفق",), ("على", "حد", "قول"), ("على", "لسان"),
)  # fmt: skip

# "Reuters quoted Ryabkov as saying": the one quoted speaks, not the one who quotes.
QUOTING = frozenset(
    """quoted quotes quoting cited cites citing zitiert zitierte zitierten cite citait citant citando
    citó цитирует цитировал цитировало цитировала цитує цитувала процитировал процитировала процитувала
    процитував приводит привело наводить""".split()
)  # fmt: skip

# Who passes on another's words with these has not said them.
REPOSTING = frozenset(
    """reposted reposts reposting retweeted retweets retweeting reshared shared shares forwarded
    forwards rt repost retweet repostete teilte weiterverbreitete retweetete relayé partagé retweeté
    republié relaie partage репостнул репостнула перепостил перепостила поделился поделилась
    переслал переслала репост ретвитнул ретвитнула поширив поширила перепостив поділився поділилася
    переслав переслала أعاد أعادت شارك شاركت""".split()
)  # fmt: skip

# A mouthpiece is not the one it speaks for.
MOUTHPIECES = frozenset(
    """spokesman spokeswoman spokesperson spokespeople aide aides adviser advisor advisers lawyer
    lawyers assistant representative ally allies friend colleague brother sister wife
    husband sprecher sprecherin anwalt anwältin berater beraterin mitarbeiter mitarbeiterin
    porte-parole porteparole avocat avocate conseiller conseillère collaborateur collaboratrice
    portavoz
    пресс-секретарь пресс-секретаря пресссекретарь помощник помощника помощница представитель
    представителя представительница адвокат адвоката советник советника речник речника речниця
    речниці помічник помічника помічниця адвокатка радник радниця представник представниця
    متحدث متحدثة المتحدث المتحدثة الناطق الناطقة ناطق ناطقة مستشار مستشارة محامي محامية""".split()
)  # fmt: skip

PRONOUNS = frozenset(
    """he she they i we it who er sie ich wir il elle ils elles él ella ellos ellas он она они оно я мы він вона вони
    я ми هو هي هم a-t-il a-t-elle dit-il dit-elle t-il t-elle""".split()
)  # fmt: skip
FIRST_PERSON = frozenset(
    """i we my our me us ich wir mein unser mir uns je j'ai nous j'avais mon notre я мы мой наш мне нам
    ми мій мені أنا نحن قلت قلنا""".split()
)  # fmt: skip

# What follows these is not the one who speaks.
NOT_SUBJECT_AFTER = frozenset(
    """to with of for about against by from on in at near over before after between than like into
    toward towards under during since until told asked urged warned accused called met thanked citing
    an mit von für über gegen aus bei nach vor zu zum zur im in am auf beim vom dem den des
    à au aux avec de du des pour sur contre chez dans par vers devant d' en
    del con por para desde hasta
    в во на с со о об от из к ко у для про за по перед против между из-за после до при над под
    у в на з із зі від до про для за проти між після при над під
    في من إلى على عن مع ضد لدى بين عند خلال بعد قبل""".split()
)  # fmt: skip

ARTICLES = frozenset(
    """der die das dem den des ein eine einer einem einen sein seine ihr ihre the a an le la les l' un
    une his her their its""".split()
)  # fmt: skip

TITLES = frozenset(
    """mr mrs ms miss dr sir lady lord prof professor president premier minister chancellor secretary
    ambassador general gen colonel col captain capt lieutenant lt major maj sergeant sgt admiral senator
    sen representative rep congressman congresswoman governor gov mayor king queen prince princess judge
    justice chief director chairman chairwoman chair commissioner spokesman spokeswoman spokesperson
    foreign prime deputy vice state defence defense interior finance vizekanzler kanzler kanzlerin
    präsident präsidentin minister ministerin außenminister außenministerin bürgermeister
    bürgermeisterin herr frau sprecher sprecherin chef chefin leiter leiterin
    verteidigungsminister innenminister m mme mlle monsieur madame président présidente ministre maire
    porte-parole directeur directrice ambassadeur ambassadrice général
    президент президента министр министра канцлер премьер мэр глава господин госпожа посол генерал
    спикер директор міністр міністра міністерка прем'єр мер голова пан пані посол речник
    офіцер captain inspector officer detective pastor father bishop sister brother aunt uncle councillor
    councilor coach engineer harbourmaster skipper warden analyst lawyer doctor nurse""".split()
)  # fmt: skip

# What is no person although it stands before a colon.
NO_LABELS = frozenset(
    """note notes update updates photo photos image images related source sources correction watch
    listen more summary key analysis opinion read also see video caption credit tags share topics by
    transcript present live breaking exclusive attendees agenda minutes headline
    date time place location subject cc from contact foto bild quelle hinweis mehr lesen photo légende
    lire voir фото видео источник читайте відео джерело примечание прим примітка اقرأ صورة المصدر
    فيديو http https""".split()
)  # fmt: skip

CAPITALISED_COMMON = frozenset(
    """my your whose the a an in on at but and or so yet inside outside driver resident residents nearby if when while after before as for from with by he she they it
    we i you this that these those there here his her their its our asked speaking earlier later
    meanwhile however still then now yesterday today tomorrow monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november
    december also nor not no yes what who why how where one two three both each
    der die das ein eine er sie es wir ich und aber auch doch dann am im in an auf bei mit nach vor zu
    als wenn montag dienstag mittwoch donnerstag freitag samstag sonntag
    le la les un une il elle ils elles on nous je et mais puis alors lundi mardi mercredi jeudi vendredi
    samedi dimanche el los las según por para con interrogé interrogée à au aux en dans pour
    в во на по за с со к о об он она они мы я и а но это этот эта эти при после также кроме однако ранее
    позже накануне понедельник вторник среда четверг пятница суббота воскресенье как что когда
    у в на за з із до про він вона вони ми та й але це цей ця при після також крім однак раніше пізніше
    як що коли""".split()
)  # fmt: skip

# A gloss with one of these turns a sentence round.
NEGATIONS = frozenset(
    """not no never none neither nor nothing nobody cannot can't won't don't isn't doesn't didn't without
    hardly nicht kein keine keinen keiner nie niemals nichts ohne ne pas jamais aucun aucune rien sans non
    не нет ни никогда ничего нельзя без ні ніколи нічого жодного жоден немає لا لم لن ليس ليست بدون غير
    ما""".split()
)  # fmt: skip

# A verb of speech behind one of these is no attribution: "would not comment", "to say".
BEFORE_INFINITIVE = frozenset(
    """to not would will could should can cannot may might must didn't don't doesn't won't zu nicht
    ne pas de не""".split()
)

# A clause that begins with one of these goes on with the sentence and attributes nothing.
CONJUNCTIONS = frozenset(
    """and but or that which while because when as than though although if und aber oder dass die das
    der weil während et mais ou que qui parce и а но или что который которая которые потому чтобы та й
    але або що який яка які бо щоб و لكن أو الذي التي لأن وإن وإنها وإنه وأن""".split()
)

# What a gloss at the head of an excerpt may hide: the word of the source that it replaces.
STAND_INS = PRONOUNS | frozenset(
    """it this that these those him her them us me es das dies sie ihn ihm ihnen uns cela ça ce c'est
    leur lui nous это этот эта эти его её их нам это він це цей ця їх нам هذا هذه ذلك""".split()
)
