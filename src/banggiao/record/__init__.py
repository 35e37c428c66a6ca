"""The record: many readings as one ledger that can be asked, corrected and rebuilt.

A record is a fold over readings and judgements: whatever the order in which they arrive, whatever comes twice, the same
ledger stands in the end. `statements` says what of a reading is kept, `fold` how it joins what is there, `view` how it is
asked. `docs/record.md` tells the whole.
"""
