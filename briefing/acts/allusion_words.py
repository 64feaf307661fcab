"""Words by which news tells in passing what became of a promise, a demand or its day.

Unlike those of ``turns`` they need not stand beside the act, so they say by themselves that it is
a promise, a plan or a day of which they tell. Source: the project's own choice from general
knowledge of English news prose.
"""

from __future__ import annotations

from briefing.patterns import LazyPattern

_OF = r"(?:the|its|his|her|their|a|an|that|this|any|all|such)"
_PLAN = (
    r"(?:acquisition|approach|bid|blockade|boycott|deal|demand|idea|intention|march|merger|move|"
    r"offer|plan|plans|proposal|project|protest|purchase|"
    r"scheme|sale|strike|stoppage|strike notice|takeover|threat|walkout|pledge|promise|vow|venture|"
    r"\w+ plans?|\w+ schemes?|\w+ projects?|\w+ notice)"
)
_TERM = (
    r"(?:[\w’'-]+ ){0,4}?(?:cut-off|date|day|deadline|limit|schedule|term|target|timetable|time "
    r"limit|recess)\b"
)
_UNITS = r"(?:hours?|days?|weeks?|fortnight|months?|years?)"
_SELF = r"(?:it|he|she|they|[A-Z][\w’'-]+|(?:the|its|his|her|their) \w+)"
_SAID = (
    r"(?:agreed|announced|committed|demanded|laid down|ordered|pencilled|pledged|promised|"
    r"required|said|set|stipulated|sworn|undertaken|vowed|warned|threatened)"
)
KEPT_WORD = LazyPattern(
    rf"(?i)\b(?:as (?:had been )?(?:agreed|demanded|ordered|pledged|promised|required|threatened|"
    rf"vowed)\b|as {_SELF} (?:had|has|have) {_SAID}|just as {_SELF} {_SAID}|"
    rf"true to (?:its|his|her|their) (?:word|promise|pledge)|as good as (?:its|his|her|their) word|"
    rf"(?:kept|keeps|keeping|honou?red|honou?ring|fulfilled|fulfil(?:l)?ing|redeemed|redeeming|"
    rf"made good|making good|delivered|delivering|carried out|carrying out|followed through|"
    rf"following through|acted) (?:on )?{_OF} (?:[\w’'-]+ ){{0,4}}?(?:commitment|deal|bargain|"
    rf"ultimatum|pledge|promise|side|part|threat|undertaking|vow|warning|word)\b|"
    rf"(?:met|meeting|beat|beating|made|with|in|within) {_OF} (?:[\w’'-]+ ){{0,3}}?"
    rf"(?:deadline|target date)\b|"
    rf"in (?:accordance|compliance|keeping|line) with {_OF}? ?(?:[\w’'-]+ ){{0,5}}?(?:accord|"
    rf"agreement|commitment|deal|decision|demand|order|plan|pledge|promise|ruling|timetable|"
    rf"undertaking|vow|wish)e?s?\b|"
    rf"(?:did|done|does) (?:just |exactly )?(?:what|as) {_SELF} (?:had |has )?{_SAID})"
)
"""That a promise was kept or a demand met, in words of the promise or demand."""
MET_DEMAND = LazyPattern(
    rf"(?i)\b(?:bowed|bowing|yielded|yielding|gave in|giving in|complied|complying|heeded|heeding) "
    rf"(?:to |with )?(?:{_OF} )?(?:[\w’'-]+ ){{0,4}}?(?:calls?|demands?|orders?|pleas?|pressure|"
    rf"requests?|ruling|ultimatum)\b"
)
"""That who was asked for something did it, in words of the demand."""
IN_TIME = LazyPattern(
    rf"(?i)\b(?:{_UNITS} (?:ahead of|before|earlier than|inside|short of|sooner than) "
    rf"(?:{_OF} {_TERM}|{_OF} [^,;.]{{0,40}}?ran out|{_SELF} (?:had|was|were) "
    rf"(?:due|to|promised|obliged|supposed))|{_UNITS} ahead of (?:schedule|time)|"
    rf"(?:inside|within|well within|just within) the "
    rf"(?:\w+ ){{1,3}}?(?:allowed|given|granted|set)\b|"
    rf"on the (?:very )?(?:last )?day (?:for|on|by) which|on the very day|"
    rf"(?:hours?|a day|days?|weeks?|minutes?|time) to spare|just in time|right on time|"
    rf"(?:hours|days|minutes|weeks) before (?:the|its|his|her|their) (?:[\w’'-]+ ){{0,2}}?"
    rf"(?:deadline|ultimatum) (?:expired|passed|ran|was)|"
    rf"on schedule|ahead of schedule|on the promised (?:day|date)|took exactly that)"
)
"""That something was done by its day, said by that day."""
PAST_TERM = LazyPattern(
    rf"(?i)\b(?:{_UNITS} (?:late\b(?! (?:on|in|at|last)\b)|behind schedule|overdue|too late|"
    rf"(?:after|beyond|past|later than) {_OF} {_TERM}|"
    rf"(?:after|beyond|past|later than) {_SELF} (?:had|was|were|should|would)"
    rf"(?: have)?(?: been)? (?:due|to|promised|obliged|supposed|said)|"
    rf"longer than [^,;]{{0,60}}?(?:had been|had|were|was|would)|"
    rf"later than (?:agreed|announced|intended|pledged|planned|promised|scheduled))|"
    rf"(?:past|after|beyond) {_OF} (?:[\w’'-]+ ){{0,2}}?(?:deadline|limit|cut-off)\b|"
    rf"belated(?:ly)?\b|at long last|having taken until)"
)
"""That something was done after its day, said by that day."""
NOT_KEPT = LazyPattern(
    rf"(?i)\b(?:miss(?:ed|es|ing) {_OF} (?:own )?{_TERM}|(?:fail(?:ed|s|ing)?|failure) to (?:meet|"
    rf"keep|honou?r|hit|deliver|fulfil)|"
    rf"(?:broke|broken|breaks|breaking|went back on|gone back on|reneged on|reneging on|"
    rf"betrayed|breached|in breach of|forgot|forgotten) {_OF} (?:[\w’'-]+ ){{0,4}}?(?:commitment|"
    rf"deadline|obligation|order|pledge|promise|ruling|undertaking|vow|word)s?\b|"
    rf"(?:deadline|date|day|limit|ultimatum|term|Christmas|Easter|Whitsun|midnight) (?:had |has |"
    rf"have )?(?:passed|come and gone|came and went|expired|lapsed|ran out|gone|went by|"
    rf"gone by|slipped by|slid by|elapsed)|"
    rf"(?:has|have|had) come and gone|came and went|with the [^,;]{{2,30}} (?:date|deadline) "
    rf"(?:gone|past)|let (?:{_OF} )?[^,;]{{2,50}}? (?:pass|lapse|slip|expire|go) (?:by|past|"
    rf"without)?|{_UNITS} past {_OF} {_TERM}|"
    rf"(?:was|were) to have [a-z]+(?:ed|en|t)\b|(?:was|were) (?:due|supposed|meant) to (?:have|be)"
    rf"\b|as [^,;]{{2,40}} (?:had|has) {_SAID}|not by the|should have been|(?:has|have|had) yet to|"
    rf"(?:did|does|do|has|have) not (?:[\w’'-]+ ){{1,8}}?(?:in|on) time\b)"
)
"""That what had a day was not done by it, said by that day or by the promise."""
GIVEN_UP = LazyPattern(
    rf"(?i)\b(?:(?:abandon|dropp?|ditch|shelv|scrapp?|junk|reconsider|rescind|cancell?|bury|buri|"
    rf"renounc|forswor|withdr[ae]w|retract|revok|abort|call off|called off|kill|pull the plug on|"
    rf"pulled the plug on|gave up on|giving up on|gives up on|gave up|given up|tore up|torn up|"
    rf"tearing up|"
    rf"walk(?:ed|s|ing)? away from|back(?:ed|s|ing)? (?:out of|away from|off)|"
    rf"retreat(?:ed|s|ing)? from|pull(?:ed|s|ing)? out of|thought better of|climb(?:ed|s)? down "
    rf"(?:on|from|over))(?:e|es|s|n|d|ed|ing)? (?:on )?{_OF}? ?(?:[\w’'-]+ ){{0,3}}?{_PLAN}\b|"
    rf"(?:{_PLAN}) (?:is|was|has been|had been|were|are) (?:abandoned|aborted|ditched|dropped|off|"
    rf"scrapped|shelved|withdrawn|called off|cancelled|canceled|dead|buried)|"
    rf"backtrack(?:ed|s|ing)?|made a u-turn|makes? a u-turn|u-turn|"
    rf"change of heart|changed (?:his|her|its|their) minds?|(?:climbed|backed) down|"
    rf"is dead and|will not come back|had second thoughts|"
    rf"nothing will be)"
)
"""That somebody gave up what was planned or threatened, in words for the plan."""
_WHEN = (
    r"(?:the |an? |its |early |late |mid-|next |this |coming |later |end of |at least |Sunday|"
    r"about |another |a further )*"
    r"(?:\d|January|February|March|April|May\b|June|July|August|September|October|November|December|"
    r"\w+day\b|weeks?\b|months?\b|years?\b|spring|summer|autumn|fall\b|winter|days?\b|fortnight|"
    r"quarter|meeting|session|one\b|two|three|four|five|six|seven|eight|nine|ten)"
)
PUT_OFF = LazyPattern(
    rf"(?i)\b(?:(?:postpon(?:ed|es|ing)|(?:put|puts|putting|pushed|pushes|pushing|moved|moves|set) "
    rf"(?:off|back)|delay(?:ed|s|ing)|reschedul(?:ed|es|ing)|adjourn(?:ed|s)|deferr(?:ed|ing)|"
    rf"defers|slips?|slipped|slides?|slid|brought forward|(?<!the )moved)\b[^,;.]{{0,60}}? "
    rf"(?:from|to|into|by|until|for) {_WHEN}|"
    rf"wait until {_WHEN}|"
    rf"(?:would|will|can) not (?:now )?[^,;.]{{0,50}}?\b(?:until|before) {_WHEN}|"
    rf"needed until {_WHEN}|now (?:begins?|starts?|opens?|due|set) (?:on|in|for) {_WHEN}|"
    rf"(?:on|in|until|to) (?:the )?[\w ]{{2,20}}? instead\b|"
    rf"(?:weeks?|months?|days?|years?|hours?) later than (?:planned|intended|promised|"
    rf"announced|scheduled|hoped)|"
    rf"and not (?:this|on|in|next) (?=[A-Z]|\d|week|month|spring|summer|autumn|winter)|"
    rf"(?:one|two|three|four|five|six|\d+) more (?:days?|weeks?|months?))"
)
"""That something will be on another day, said of that day."""
MORE_TIME = LazyPattern(
    r"(?i)\b(?:extension|reprieve|respite|period of grace|more time|breathing space|"
    r"(?:won|given|granted|has|have|got|allowed|gained) (?:\w+ )?(?:another|(?:more|extra|further|"
    r"additional)) (?:\w+[ -])?(?:hours?|days?|weeks?|fortnight|months?|years?)|"
    r"(?:an? |\d+ |two |three |four |five |six )?(?:days?|weeks?|fortnight|months?|hours?) longer|"
    r"(?:has|have|now has|now have) (?:the whole of|all of|until (?!now|then|recently|today|late)))"
)
"""That somebody was given more time."""
TURNED_DOWN = LazyPattern(
    rf"(?i)\b(?:(?:refus|reject|dismiss|spurn|rebuff|resist|ignor|defy|defi|snubb?|brush|wav|"
    rf"shrugg?|turn|rul)(?:e|ed|es|ied|ies|s|ing|ying)? (?:down |aside |off |away |out )?"
    rf"(?:{_OF} )?(?:[\w’'-]+ ){{0,4}}?(?:any retreat|appeals?|calls?|demands?|idea|invitation|"
    rf"moves?|offers?|orders?|pleas?|pressure|proposal|requests?|requirement|summons|ultimatum|"
    rf"wish|retreat|compromise)\b|no intention of|sees? no (?:reason|need|grounds?)|"
    rf"saw no (?:reason|need|grounds?)|no (?:\w+ or \w+ |\w+ )?(?:ground|reason|need|plans?) "
    rf"(?:for|to)\b|out of the question|open defiance|in defiance of|"
    rf"(?:will|would|shall|does|do|is|are) not (?:be )?(?:bow|budge|comply|give in|heed|move|obey|"
    rf"yield|going anywhere|bend|be bullied|be dictated|take (?:orders|instructions))\w*|"
    rf"(?:press|push|forg|plough|carry|carri)(?:ed|es|s|ing|ying)? (?:ahead|on) (?:with )?|"
    rf"regardless|said no\b|says no\b|going nowhere|no matter what|"
    rf"stays? (?:put|shut|open|closed|where)|as ever\b|not been persuaded|not persuaded|"
    rf"unmoved|(?:left|kept|held|keeps|leaves|holds) [^,;]{{2,50}}? (?:unchanged|steady|at \d)|"
    rf"was still in|were still in|is still in|still (?:there|in place)|"
    rf"would not be [a-z]+ing)"
)
"""That somebody who was asked to do something will not."""
NEVER_SAID = LazyPattern(
    r"(?i)(?:\b(?:made|given|gave|had made|have made|has made) no (?:such )?(?:commitment|promise|"
    r"pledge|guarantee|undertaking|offer|assurance|deal|vow)|"
    r"\bno (?:such )?(?:commitment|promise|pledge|guarantee|undertaking|offer|assurance|vow)s? "
    r"(?:of (?:that|the) (?:sort|kind) |to that effect )?(?:ever |was |were |has |had )|"
    r"\bnever (?:passed|promised|pledged|agreed|guaranteed|committed|undertook|undertaken|offered|"
    r"said|on the table|crossed|made|given)|\bnothing of the (?:kind|sort)|"
    r"\b(?:consented|agreed|committed|promised|pledged) to (?:nothing|no)\b|"
    r"\bdenied (?:having|ever|making|giving) (?:\w+ )?(?:agreed|committed|given|made|offered|"
    r"pledged|promised|said)|"
    r"\bwas never on the table|\b(?:pure )?(?:invention|fabrication|fiction)\b)"
)
"""That nobody promised what was said to have been promised."""
NONE_TO_BE = LazyPattern(r"(?i)\bthere (?:will|would) (?:now )?be no\b")
AHEAD_YET = LazyPattern(
    r"(?i)\b(?:will|would|shall|is to|are to|expects?|expected|plans? to|hopes?|intends?|aims? to|"
    r"due to|set to|on course|on track)\b"
)
"""That something is yet to come."""
