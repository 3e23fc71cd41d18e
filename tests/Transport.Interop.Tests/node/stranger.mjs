// The package ws as the other end, client or server. Reads commands from the standard input, one JSON object a line, and writes an answer
// for each. Ends with its input.

import http from 'node:http';
import https from 'node:https';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';
import { Stranger } from './client.mjs';

class NodeStranger extends Stranger {
  #servers = new Map();
  #responses = new Map();

  constructor() {
    super((url, protocols, options) => {
      const socket = new WebSocket(url, protocols, options);
      socket.on('upgrade', response => this.#responses.set(socket, response));
      return socket;
    });
  }

  responseHeaders({ socket }) {
    return this.#responses.get(this.line(socket).socket).headers;
  }

  ping({ socket, base64 }) {
    const line = this.line(socket);
    return new Promise(answer => {
      line.socket.once('pong', payload => answer({ base64: payload.toString('base64') }));
      line.socket.ping(Buffer.from(base64, 'base64'));
    });
  }

  pong({ socket }) {
    this.line(socket).socket.pong('nobody asked');
  }

  /** Several fragments of one message, with a ping after each but the last when asked for. */
  sendFragments({ socket, fragments, binary, pings = false }) {
    const ws = this.line(socket).socket;
    for (const [index, fragment] of fragments.entries()) {
      const fin = index === fragments.length - 1;
      ws.send(Buffer.from(fragment, 'base64'), { binary, fin });
      if (pings && !fin) ws.ping(`between ${index}`);
    }
  }

  /** Bytes as text, whether they are UTF-8 or not. */
  sendRawText({ socket, base64 }) {
    this.line(socket).socket.send(Buffer.from(base64, 'base64'), { binary: false });
  }

  pause({ socket }) {
    this.line(socket).socket.pause();
  }

  resume({ socket }) {
    this.line(socket).socket.resume();
  }

  terminate({ socket }) {
    this.line(socket).socket.terminate();
  }

  /** A plain HTTP request. */
  get({ url, headers = {} }) {
    return new Promise((answer, fail) => {
      http.get(url, { agent: false, headers }, async response => {
        let body = '';
        for await (const part of response.setEncoding('utf8')) body += part;
        answer({ status: response.statusCode, headers: response.headers, body });
      }).on('error', fail);
    });
  }

  /**
   * A server. It echoes when told to; with `greeting` it sends that first, as a Godot server sends an id; with `refuse` it answers every
   * request with that status.
   */
  async listen({ echo = true, greeting, protocol, headers = [], refuse, maxPayload, cert, key }) {
    const web = cert ? https.createServer({ cert, key }) : http.createServer();
    const server = new WebSocketServer({
      server: web,
      maxPayload,
      handleProtocols: offered => offered.has(protocol) && protocol,
      verifyClient: refuse ? (_, answer) => answer(false, refuse, 'Not today.') : undefined,
    });
    const waiting = [];
    server.on('headers', lines => lines.push(...headers));
    server.on('connection', (socket, { url, headers: requestHeaders }) => {
      waiting.push({ socket: this.add(socket), protocol: socket.protocol, url, headers: requestHeaders });
      server.emit('waiting');
      socket.on('error', () => {});
      if (greeting !== undefined) socket.send(greeting.text ?? Buffer.from(greeting.base64, 'base64'));
      if (echo) socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    });
    // A client that does not like the certificate.
    web.on('tlsClientError', () => {});
    await new Promise(listening => web.listen(0, 'localhost', listening));
    const { port } = web.address();
    this.#servers.set(port, { server, waiting });
    return { port };
  }

  async accept({ port }) {
    const { server, waiting } = this.#servers.get(port);
    while (waiting.length === 0) await new Promise(arrived => server.once('waiting', arrived));
    return waiting.shift();
  }
}

const stranger = new NodeStranger();
const say = answer => process.stdout.write(`${JSON.stringify(answer)}\n`);
const input = createInterface({ input: process.stdin });
input.on('line', line => {
  const { id, command, options } = JSON.parse(line);
  stranger.run(command, options).then(
    result => say({ id, result }),
    error => say({ id, error: error.stack ?? String(error) }));
});
input.on('close', () => process.exit(0));
