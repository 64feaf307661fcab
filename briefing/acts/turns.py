"""Words by which news tells what became of an undertaking: moved, refused, in part, not for sure.

Source: the project's own choice from general knowledge of English news prose, tuned on the pairs of
even number in ``tests/corpus/ledger`` (``python -m bench.ledger promises --misses``).
"""

from __future__ import annotations

from briefing.patterns import LazyPattern

UNSURE = LazyPattern(
    r"(?i)\b(?:claim(?:s|ed|ing)?|rumou?r\w*|reported(?:ly)?|alleged(?:ly)?|unconfirmed|blogger|"
    r"(?:is|was|were|are) said to|surely|probably|perhaps|believed|supposed(?:ly)?|"
    r"(?<!no )thought|"
    r"assum\w+|guess\w*|hearsay|no doubt|apparently|seems?|appear(?:s|ed) to|"
    r"portray\w*|depict\w*|accus(?:e[sd]?|ing|ations?)|gossip\w*|"
    r"whisper\w*|boast(?:s|ed)?|insist(?:s|ed) that|convinced|"
    r"certain that|sure that|sources?|(?:have|has|had) heard|"
    r"insiders?|anonymous(?:ly)?|unnamed|suspects?|imagin\w+|bets?|overheard|"
    r"according to (?:rumou?rs|neighbou?rs)|nearly (?!an? |\d|two |three |four |five |six |"
    r"seven |eight |nine |ten )|almost (?:all|done))\b|\?"
)
AGAIN = LazyPattern(
    r"(?i)\b(?:repeat(?:s|ed|ing)|wait(?:s|ed|ing) for|(?<!-)await(?:s|ed|ing)?|anew|reassured|"
    r"reaffirm\w*|reiterat\w*|renewed|once more|promised again|"
    r"stands by|still (?:plans|intends|wants|means)|insist(?:s|ed) (?:it|he|she|they) (?:will|"
    r"would)|"
    r"is to|are to|is due|are due|is set to|are set to|was to|were to)\b"
)
CONDITION = LazyPattern(
    r"(?i)\b(?:if|whether|unless|asked (?:when|why)|asking|wonders?|wondered|doubt\w*|"
    r"hop(?:e|es|ed|ing)|once)\b"
)
IN_PART = LazyPattern(
    r"(?i)\b(?:(?:an?|the|its|his|her|their) first (?:of|\d+|"
    r"(?!hours|days|weeks)\w+s)|first (?:batch|part|step|stage|"
    r"of|\d+)|"
    r"initial|part of|parts of|some|several|many|most|a few|half(?! an? )|a third|"
    r"two thirds|a quarter|"
    r"percent|per cent|one of|(?:two|three|four|five|six|seven|eight|nine|ten|\d+) of|partly|"
    r"partial(?:ly)?|so far|only (?:a|one|two|three|four|five|\d+)|draft|preliminary|"
    r"provisional(?:ly)?|"
    r"temporar(?:y|ily)|for now|a step|steps)\b"
)
STILL = LazyPattern(
    r"(?i)\b(?:still|remain(?:s|ed|ing)?|the (?:others?|rest)\b|the other \w+|not yet|yet to|"
    r"to follow|"
    r"outstanding|missing|unpaid|unfinished|to come|will follow)\b"
)
TOLD_BY = LazyPattern(
    r"(?i)\b(?:(?<!had )(?:said|told)|says|tells|according to|wrote|writes|reported|reports|"
    r"heard from|showed|"
    r"shows|posted|tweeted)\b"
)
_WORDS_FOR_IT = (
    r"(?:promises?|pledges?|plans?|vows?|undertakings?|commitments?|offers?|assurances?|threats?|"
    r"demands?|requests?|calls?|orders?|ultimatums?|deadlines?|closing dates?|bids?|proposals?|"
    r"appeals?|words?|planned)"
)
DENIED = LazyPattern(
    r"(?i)\b(?:den(?:y|ies|ied|ying)\b|never (?:promised|undertaken|pledged|agreed|said|given|made|"
    r"offered|vowed)|no such|"
    r"(?:made|given|gave|had made|had given|there (?:is|was|had been)|kn[eo]ws? of) "
    r"(?:\w+ ){0,3}?no "
    rf"(?:such )?{_WORDS_FOR_IT}|no {_WORDS_FOR_IT} .{{0,60}}\b(?:was|were|had been) (?:ever )?"
    r"(?:given|made)|(?:had|has|have|did) not (?:promised?|pledged?|agreed?|undertaken?|"
    r"offer(?:ed)?|"
    r"committed?)|not promised)"
)
OFF = LazyPattern(
    r"(?i)\b(?:call(?:ed|s|ing)? off|cancel+(?:ed|s|ing)?|scrap(?:ped|s)|abandon(?:ed|s|ing)?|"
    r"drop(?:ped|s|ping)|shelved?|shelving|withdr[ae]ws?|withdrawn|gives? up|gave up|given up|"
    r"(?:is|was|are) off\b|there will be no|pull(?:ed|s|ing) out of|walk(?:ed|s|ing) away from|"
    r"back(?:ed|s|ing) (?:out|off|down|away)|row(?:ed|s|ing) back|(?:fell|fallen|falls) through|"
    r"avert(?:ed|s)|abort(?:ed|s)|nix(?:ed|es)|tore up|torn up|"
    r"terminat(?:ed|es|ing) (?:an?|its|the|their)|"
    r"(?:put|puts|placed) .{1,60}? on (?:ice|hold)|(?:(?:is|are|was|were) )?not (?:be )?"
    r"(?:going|go) ahead|not (?:to )?proceed|pull(?:ed|s) the plug on|call(?:ed|s) (?:a )?halt to|"
    r"(?:decid|opt|vot|ch[oe]+s)(?:ed?|en|es|s) (?:against|not to)|"
    r"ditch(?:ed|es)|will not .{1,80} after all|no longer|ax(?:ed|es)|revers(?:ed|es)|"
    r"changed (?:his|her|its|their) minds?|(?:is|was) dead|"
    r"(?:broke|breaks|broken|went back on|gone back on|goes back on|reneged on|reneges on) "
    r"(?:its|his|her|their) (?:word|promises?|pledges?|vows?))\b"
)
_WHEN = (
    r"(?:the |an? |its |early |late |mid-|next |this |coming |later |end of )*"
    r"(?:\d|January|February|March|April|May|June|July|August|September|October|November|December|\w+day|week|month|year|spring|"
    r"summer|autumn|fall|winter|day|date|time|meeting|session|fortnight|quarter|two|three|four)"
)
MOVED = LazyPattern(
    r"(?i)\b(?:postpon(?:ed|es|ing)|put(?:s|ting)? (?:off|back)|(?:was|were|been|being) pushed "
    r"back|push(?:ed|es) back(?! (?:against|and|at|hard|on|with)\b| ?[.,;]| ?$)|delay(?:ed|s|"
    r"ing)|"
    r"reschedul(?:ed|es)|adjourn(?:ed|s)|(?:has |have |was |were |been )?moved\b.{0,60}?\b(?:to|"
    rf"from|by) (?:{_WHEN})|"
    r"set back|brought forward|deferr(?:ed|ing)|defers|"
    r"will (?:now |only )|now (?:begins|opens|starts|to be)|"
    r"instead of|(?:later|earlier|longer) than (?:planned|promised|first|announced)|"
    r"rather than (?:in |on |this |next |at |the (?:first|second|third|fourth)\b)|"
    r"and not (?:this|on|in|next) (?=[A-Z]|\d|week|month|spring|summer|autumn|winter)|"
    r"(?:on|in|until) (?:the )?[\w ]{3,20}? instead\b|"
    r"(?:slipp?|slid)(?:ed|s|ping)? (?:from|to|into|by) |"
    r"only in|not (?:be )?(?:\w+ )?(?:off )?(?:before|until)|"
    r"not (?:see|expect|get|have) (?:\w+ ){1,4}?(?:before|until)|needs? until|will have to wait)\b"
)
THAN_PLANNED = LazyPattern(
    r"(?i)\b(?:later|earlier|longer) than "
    r"(?:planned|promised|first|announced|scheduled|hoped|intended|agreed)\b"
)
OVER = LazyPattern(
    r"(?i)\b(?:week|month|quarter|year|summer|autumn|winter|spring|time|day|deadline) "
    r"(?:is|was|has been) (?:over|up|past|gone)|\b(?:has|had) (?:passed|run out|gone by)\b"
)
EXTENDED = LazyPattern(
    r"(?i)\b(?:exten(?:d(?:ed|s|ing)?|sion)|prolong(?:ed|s|ing)?|lengthen(?:ed|s)|"
    r"more time|another (?:\w+[ -])?(?:hours?|days?|weeks?|fortnight|months?|years?)|"
    r"(?:\w+ )?(?:more|extra|further|additional) (?:\w+ )?(?:hours|days|weeks|months|years)|"
    r"renew(?:ed|s)|(?:has|have|had|was|were|now) (?:\w+ )?until (?!now|then|recently|today|late)|"
    r"may now|"
    r"moved the (?:closing date|deadline)|"
    r"(?:date|deadline|time limit) .{0,60}?(?:put (?:off|back)|pushed back|postponed|moved)|"
    r"new deadline|grace|reprieve)\b"
)
MISSED = LazyPattern(
    r"(?i)\b(?:miss(?:ed|es)|fail(?:ed|s|ure)|without|let .{1,60}\b(?:pass|lapse|slip|expire|"
    r"go by)|"
    r"lets .{1,60}\b(?:pass|lapse|slip|expire|go by)|nothing|no \w+|ran out|passed|not \w+)\b"
)
TERM = LazyPattern(
    r"(?i)\b(?:deadlines?|ultimatums?|closing dates?|time limits?|missed the (?:day|date)|"
    r"(?:date|day|time) by which|"
    r"by (?:its|his|her|their) own (?:date|day)|in time|on time|"
    r"(?:on|the) \w+, the day|the day (?:it|he|she|they) (?:was|were) to)\b"
)
REFUSED = LazyPattern(
    r"(?i)\b(?:refus(?:ed|es|ing|al)|reject(?:ed|s|ing|ion)?|declin(?:ed|es|ing)|defy|def(?:ied|"
    r"ies|"
    r"ying)|ignor(?:ed|es|ing)|turn(?:ed|s|ing) down|rul(?:ed|es|ing) out|dismiss(?:ed|es|ing)|"
    r"spurn(?:ed|s|ing)|brush(?:ed|es|ing) (?:aside|off)|rebuff(?:ed|s|ing)|"
    r"shrug(?:ged|s|ging) off|snub(?:bed|s|bing)|balk(?:ed|s|ing) at|"
    r"would rather|in spite of|despite|vow(?:ed|s) to stay|"
    r"(?:agre|ch[oe]+s|decid|determin|pledg|promis|resolv|threaten|vot|vow)\w*(?: \w+){0,3} not to|"
    r"(?:will|would|shall) (?:never|not)|won['’]t|wouldn['’]t|or not at all|would stay|will stay|"
    r"no intention of|said no\b|(?:not|never) (?:prepared|ready|willing) to|"
    r"(?:not|never) (?:be )?(?:bow|comply|heed|obey|yield)\w*)\b"
)
NOT_TO = LazyPattern(
    r"(?i)\b(?:rather than|instead of|no (?:\w+ )?(?:plans?|intentions?|intent|desire|reason|"
    r"thoughts?|wish) (?:of|to)|"
    r"not (?:plan(?:ning)?|intend(?:ing)?|going|willing|ready|prepared) to|"
    r"resist(?:ed|ing|s)?|(?:held|holding|hold) off|refrain(?:ed|ing|s)? from)\b"
)
"""That somebody does not mean to do what the verb right after it tells of."""
KEPT = LazyPattern(
    r"(?i)\b(?:(?:keeps?|kept|fulfil(?:s|led)|fulfills|hono(?:u)?r(?:s|ed)|delivered on|"
    r"made good on|redeemed) (?:its|his|her|their|the|that|a) (?:\w+ ){0,2}?(?:words?|promises?|"
    r"pledges?|vows?|undertakings?|commitments?)|true to (?:its|his|her|their) word|"
    r"as (?:promised|pledged|planned|announced|agreed|demanded|ordered))\b"
)
"""That what was undertaken was done, in words of the undertaking."""
_TERM_OF_IT = (
    r"(?:the|its|his|her|their|an?) (?:[\w’'-]+ ){0,3}?(?:date|day|deadline|limit|schedule|term)\b|"
    r"(?:it|he|she|they) (?:had|was|were) (?:due|to|promised|obliged|supposed)"
)
_UNITS = r"(?:hours?|days?|weeks?|fortnight|months?|years?)"
IN_TERM = LazyPattern(
    rf"(?i)\b(?:{_UNITS} (?:ahead of|before|earlier than|inside|short of) "
    rf"(?:{_TERM_OF_IT}|it had to)|"
    rf"(?:inside|within) the (?:\w+ ){{1,3}}?(?:allowed|given|granted|set)\b|"
    r"on the (?:very )?day (?:for|on) which)"
)
"""That something was done before its day, said by that day."""
AS_SAID = LazyPattern(
    r"(?i)\b(?:in (?:accordance|compliance|keeping|line) with (?:[\w’'-]+ ){0,4}?(?:agreement|"
    r"commitment|deal|decision|demand|order|plan|pledge|promise|ruling|undertaking|vow)s?\b|"
    r"as (?:it|he|she|they|[\w’'-]+(?: [\w’'-]+)?) (?:had|have|has) (?:agreed|announced|demanded|"
    r"ordered|pledged|promised|said (?:it|he|she|they) would|undertaken|vowed)\b|"
    r"as good as (?:its|his|her|their) word|true to (?:its|his|her|their) (?:word|promise|pledge)|"
    r"kept (?:its|his|her|their) (?:side|end|part) of the (?:agreement|bargain|deal)|"
    r"(?:did|done) (?:just |exactly )?(?:what|as) (?:it|he|she|they) (?:had )?(?:agreed|announced|"
    r"pledged|promised|undertaken|vowed))"
)
"""That something was done as it was undertaken or asked for."""
LATE_OF_TERM = LazyPattern(
    rf"(?i)\b{_UNITS} (?:late\b|behind schedule|overdue|(?:after|beyond|past) (?:{_TERM_OF_IT})|"
    r"longer than [^,;]{0,50}?(?:had been|had|were|was) (?:agreed|promised|told))"
)
"""That something was done after its day, said by that day."""
OWN_TERM_MISSED = LazyPattern(
    r"(?i)\b(?:miss(?:ed|es|ing) (?:its|his|her|their)(?: own)? (?:\w+ )?(?:date|deadline|"
    r"target)|in breach of (?:an?|its|his|her|the|their) (?:[\w’'-]+ )?(?:deadline|obligation|"
    r"order|pledge|promise|ruling|undertaking)|(?:was|were) to have [a-z]+(?:ed|en|t)\b|"
    r"as [^,;]{2,30} had (?:laid down|ordered|promised|agreed|pledged|vowed))"
)
"""That what had a day was not done by it, said by that day."""
BROKEN = LazyPattern(
    r"(?i)\b(?:broke|breaks|broken|went back on|gone back on|reneged on) "
    r"(?:its|his|her|their|the|a) (?:\w+ )?(?:words?|promises?|pledges?|vows?)\b"
)
NOT_THERE = LazyPattern(
    r"(?i)\b(?:still (?:not|no|a|an|being|closed|holds?|holding|in|missing|open|shut|unpaid|"
    r"wait(?:s|ing)?|without)|(?:wait(?:s|ing)|waits?) for|(?:has|have) yet to|"
    r"(?:came|come|gone|passed|went)(?: and \w+)? without|there (?:is|was|are|were) (?:still )?no|"
    r"no sign of)\b"
)
"""That after its day a thing is not as it was to be."""
LATE = LazyPattern(
    r"(?i)\b(?:belated(?:ly)?|late\b|"
    r"(?:hours?|days?|weeks?|months?|years?) (?:late|behind|overdue|"
    r"after (?:it|the|its|his|her|their) (?:\w+ )?(?:day|date|deadline|promised?|pledged?|time))|"
    r"(?:later|longer) than|behind schedule|(?:after|past) (?:the|its|his|her|their) (?:deadline|"
    r"date|"
    r"day|time)|too late|overdue|only (?:on|in|this|last)\b)"
)
GIVEN_TIME = LazyPattern(
    r"(?i)\b(?:g[ai]ven?|gives|grant(?:ed|s)|allow(?:ed|s)|w[io]n|won) .{0,40}?\b(?:more time|"
    r"another |"
    r"(?:more|extra|further|additional) (?:\w+ )?(?:hours|days|weeks|months|years)|until\b)"
)
BEGUN = LazyPattern(r"(?i)\b(?:begun|began|start(?:ed|s)?|starting)\b")
DUTY = LazyPattern(rf"(?i)\b{_WORDS_FOR_IT}\b")
ASKED = LazyPattern(
    r"(?i)\b(?:demands?|requests?|calls?|orders?|ultimatums?|deadlines?|appeals?|pleas?)\b"
)
"""Words for what somebody is asked to do, and not for what anybody plans or says."""
