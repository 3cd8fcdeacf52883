"""Reading with the help of a language model: an option, off by default, never needed.

Any endpoint that speaks the OpenAI interface will do; environment variables name it (`settings`). The rules of
`coopdata.extract` read every document all the same, and vote on what the model says.

The way through the package:

1. `prompt` puts rules and text into a question, `schema` says of what form the answer must be.
2. `client` asks, within time, `budget` and attempts; `store` keeps answers, so that none is paid for twice.
3. `quotes` finds each quote in the text, `values` reads dates, sums and states from the text's own words;
   `ground` brings both together and refuses what does not hold; `interpretation` makes items of it.
4. `voting` makes one record of the model's reading and the rules'; `reader` is the whole way.

Three promises, each tested. No value without its quote, at full length, in the text: every string of a record is cut
from the text, and only codes of closed lists are the model's choice. The text is material: whatever it orders, only an
answer of the schema is read. No failure loses a document: where the model has no answer, the rules' record stands, and
a problem says why.

The package needs the extra ``coopdata[llm]`` for asking; nothing else of coopdata imports it.
"""
