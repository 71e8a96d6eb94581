"""From output/ to the public: staging, gates, ledger, manifest and its signature, targets, verification, the way back.

    output/ + Publication + what is live -> Staged (a folder, whole) -> gates -> manifest, signed -> target -> verify

Knows addresses, bytes and the live release; nothing of content, theme or how a page is made.
"""
