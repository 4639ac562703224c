// As much of a WebSocket server as the made-up desk needs: text frames, ping, close. No extensions.
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export class ServerSocket {
  onText: (text: string) => void = () => {};
  onEnd: () => void = () => {};
  private pending = Buffer.alloc(0);

  constructor(
    request: IncomingMessage,
    private readonly stream: Duplex,
  ) {
    const key = `${request.headers["sec-websocket-key"]}${GUID}`;
    const accept = createHash("sha1").update(key).digest("base64");
    stream.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: ventanilla.v1\r\n\r\n`,
    );
    stream.on("data", (chunk: Buffer) => this.read(chunk));
    stream.on("close", () => this.onEnd());
    stream.on("error", () => stream.destroy());
  }

  send(text: string): void {
    this.write(0x1, Buffer.from(text));
  }

  /** Gone without a word, as a network goes. */
  drop(): void {
    this.stream.destroy();
  }

  private read(chunk: Buffer): void {
    this.pending = Buffer.concat([this.pending, chunk]);
    for (let frame = this.take(); frame; frame = this.take()) {
      if (frame.opcode === 0x1) this.onText(frame.payload.toString());
      else if (frame.opcode === 0x9) this.write(0xa, frame.payload);
      else if (frame.opcode === 0x8) this.stream.end();
    }
  }

  private take(): { opcode: number; payload: Buffer } | null {
    const data = this.pending;
    if (data.length < 6) return null;
    let length = data[1]! & 0x7f;
    let at = 2;
    if (length === 126) {
      length = data.readUInt16BE(2);
      at = 4;
    } else if (length === 127) {
      length = Number(data.readBigUInt64BE(2));
      at = 10;
    }
    if (data.length < at + 4 + length) return null;
    const mask = data.subarray(at, at + 4);
    const payload = Buffer.from(data.subarray(at + 4, at + 4 + length));
    for (let i = 0; i < payload.length; i++) payload[i]! ^= mask[i % 4]!;
    this.pending = data.subarray(at + 4 + length);
    return { opcode: data[0]! & 0x0f, payload };
  }

  private write(opcode: number, payload: Buffer): void {
    if (this.stream.destroyed) return;
    const { length } = payload;
    const head = length < 126 ? Buffer.from([0x80 | opcode, length]) : Buffer.alloc(4);
    if (length >= 126) {
      head[0] = 0x80 | opcode;
      head[1] = 126;
      head.writeUInt16BE(length, 2);
    }
    this.stream.write(Buffer.concat([head, payload]));
  }
}
