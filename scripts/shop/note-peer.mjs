import { Server } from "node:http";

// Loaded into the web server before it starts: the framework does not tell a request's handler who
// spoke to the socket, and leaves a header alone that says so, whoever wrote it. So the address is
// noted behind whatever the request brought, as a proxy does.
const { emit } = Server.prototype;

Server.prototype.emit = function emitWithPeer(event, ...heard) {
  if (event === "request") notePeer(heard[0]);
  return emit.call(this, event, ...heard);
};

function notePeer({ headers, socket }) {
  const noted = [headers["x-forwarded-for"], socket.remoteAddress].filter(Boolean);
  headers["x-forwarded-for"] = noted.join(", ");
}
