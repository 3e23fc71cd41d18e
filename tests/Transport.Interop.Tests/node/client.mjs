// What a stranger does with a WebSocket, in a page and in Node alike: the standard interface and nothing else. Each method answers one
// command of the tests; arguments and answers are JSON.

export class Stranger {
  #connect;
  #lines = new Map();

  /** @param connect (url, protocols, options) => WebSocket */
  constructor(connect) {
    this.#connect = connect;
  }

  async run(command, options) {
    if (typeof this[command] !== 'function') throw new Error(`there is no command ${command}`);
    return await this[command](options) ?? {};
  }

  async open({ url, protocols = [], ...options }) {
    const socket = this.#connect(url, protocols, options);
    const number = this.add(socket);
    const line = this.line(number);
    await line.until(() => socket.readyState !== 0);
    // A connection that opened and ended at once did open.
    return line.hasOpened
      ? { socket: number, protocol: socket.protocol, extensions: socket.extensions }
      : { refusal: { ...await this.closed({ socket: number }), error: line.error } };
  }

  send({ socket, text, base64 }) {
    this.line(socket).socket.send(text ?? fromBase64(base64));
  }

  async receive({ socket }) {
    const { data } = await this.line(socket).next();
    return typeof data === 'string' ? { text: data } : { base64: toBase64(new Uint8Array(data)) };
  }

  sendNumbered({ socket, count, size }) {
    for (let number = 0; number < count; number++) this.line(socket).socket.send(numbered(number, size));
  }

  async receiveNumbered({ socket, count, size }) {
    for (let number = 0; number < count; number++) {
      const { data } = await this.line(socket).next();
      const expected = numbered(number, size);
      const actual = new Uint8Array(data);
      if (actual.length !== size || actual.some((byte, index) => byte !== expected[index])) {
        throw new Error(`message ${number} is another one, of ${actual.length} bytes, that begins with ${actual.slice(0, 8)}`);
      }
    }
  }

  close({ socket, code, reason }) {
    this.line(socket).socket.close(...code === undefined ? [] : [code, reason]);
  }

  async closed({ socket }) {
    const line = this.line(socket);
    await line.until(() => line.end);
    return line.end;
  }

  add(socket) {
    this.#lines.set(this.#lines.size, new Line(socket));
    return this.#lines.size - 1;
  }

  line(number) {
    return this.#lines.get(number);
  }
}

/** A socket, and what came out of it. */
class Line {
  #waiting = [];
  #messages = [];

  constructor(socket) {
    this.socket = socket;
    this.hasOpened = socket.readyState === 1;
    this.error = '';
    this.end = null;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => { this.hasOpened = true; this.#wake(); });
    socket.addEventListener('message', message => { this.#messages.push(message); this.#wake(); });
    socket.addEventListener('error', event => { this.error = event.message ?? ''; });
    socket.addEventListener('close', ({ code, reason, wasClean }) => { this.end = { code, reason, wasClean }; this.#wake(); });
  }

  async next() {
    await this.until(() => this.#messages.length > 0 || this.end);
    const message = this.#messages.shift();
    if (!message) throw new Error(`closed, and no message is left: ${JSON.stringify(this.end)}`);
    return message;
  }

  async until(condition) {
    while (!condition()) await new Promise(wake => this.#waiting.push(wake));
  }

  #wake() {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** A message that can be told from its neighbours: its number, then bytes that depend on it. */
function numbered(number, size) {
  const message = new Uint8Array(size).fill(number);
  new DataView(message.buffer).setUint32(0, number, true);
  return message;
}

function fromBase64(base64) {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
}

function toBase64(bytes) {
  const parts = [];
  for (let start = 0; start < bytes.length; start += 8192) parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  return btoa(parts.join(''));
}
