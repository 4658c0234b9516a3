"""How much each sender has waiting in the inbox: counted in the scripts that add and remove."""

from __future__ import annotations

SENDERS = "inbox:senders"

# For Lua: an entry with these fields is no longer in the inbox. What an entry says itself counts,
# whoever removes it.
ONE_LESS = f"""
local function one_less(fields)
    for place = 1, #fields, 2 do
        if fields[place] == 'sender'
                and redis.call('HINCRBY', '{SENDERS}', fields[place + 1], -1) <= 0 then
            redis.call('HDEL', '{SENDERS}', fields[place + 1])
        end
    end
end
"""
