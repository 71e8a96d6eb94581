// In the head of every page, before anything is drawn: notices, size of type, voice, print, copy. What a browser lacks is not offered.
// Printed inside the page and allowed there by its digest, at most 1,500 bytes: so names that begin with “_” are made short.
{
  const _page = document, _data = _page.documentElement.dataset, _speech = self.speechSynthesis, _clipboard = navigator.clipboard,
    _find = _rule => _page.querySelector(_rule);

  // what this device keeps, and what lasts until the window is closed; both may be forbidden
  let _kept = {}, _session = {};
  try { _kept = localStorage || _kept; _session = sessionStorage || _session; } catch (_error) {}

  // SIZE OF TYPE: <html data-co="1"> to 3
  _data.co = _kept.co || 1;

  // NOTICES: each is marked as soon as it is read, before it is drawn; an urgent one opens again in the next session
  const _fold = () => {
    for (const _notice of _page.querySelectorAll(".notice")) if (("" + _kept.tb + _session.tb).includes(_notice.id)) _notice.hidden = 1;
  };
  new MutationObserver(_fold).observe(_page, {childList: 1, subtree: 1});

  // WHAT CAN BE DONE HERE: <html data-can="…"> shows the buttons; no voice where no file can be fetched
  let _voice, _button, _lines, _at = 0, _said;
  const _look = () => {
    _voice = _speech && location.host && _speech.getVoices().find(_one => /^vi/i.test(_one.lang));
    _data.can = (_clipboard ? "copy " : "") + (_voice ? "listen" : "");
  };
  _look();
  if (_speech) _speech.onvoiceschanged = _look;

  // VOICE: sentence by sentence, since Chrome falls silent in long texts and Android cannot pause; a pause repeats its sentence.
  // `_said` is what is being said: an end that belongs to anything else was our own doing.
  const _tell = (_it, _words) => _it.parentNode.lastElementChild.textContent = _words,
    _turn = (_words, _label, _state) => {
      _said = 0;
      _speech.cancel();
      _data.voice = _state;
      _button.textContent = _label;
      _tell(_button, _words);
    },
    _end = _words => { _at = 0; _turn(_words, "Nghe", ""); },
    _read = () => {
      if (!_lines[_at]) return _end("Đã đọc xong");
      const _line = _said = new SpeechSynthesisUtterance(_lines[_at]);
      _line.voice = _voice;
      _line.lang = "vi";
      _line.onend = _line.onerror = () => { if (_said == _line) { _at++; _read(); } };
      _speech.speak(_line);
    },
    _deeds = {
      close(_it) {
        // the button names its notice, and has a value when only the session should remember; the newest twenty are kept
        const _store = _it.value ? _session : _kept;
        _store.tb = ((_store.tb || "") + _it.name).slice(-180);
        _fold();
        (_find(".notice:not([hidden]) button") || _find("main")).focus();
      },
      size(_it) {
        _data.co = Math.min(3, _data.co - -_it.value) || 1;
        _tell(_it, "Cỡ chữ " + _data.co + "/3");
        _kept.co = _data.co;
      },
      print() { print(); },
      copy(_it) { _clipboard.writeText(_find("[rel=canonical]").href).then(() => _tell(_it, "Đã chép")); },
      stop() { _end("Đã dừng"); },
      listen(_it) {
        _button = _it;
        if (_said) return _turn("Tạm dừng", "Nghe tiếp", 1);
        _turn("Đang đọc", "Tạm dừng", 1);
        _said = 1;
        if (_lines) return _read();
        fetch(_it.value).then(_answer => _answer.ok && _answer.text()).then(_text => {
          _lines = _text.split("\n");
          _said && _read();
        }).catch(() => _end("Không tải được"));
      }
    };
  onclick = _event => {
    const _it = _event.target.closest("[data-do]");
    _it && _deeds[_it.dataset.do](_it);
  };
  onpagehide = () => { _said && _end(""); };
}
