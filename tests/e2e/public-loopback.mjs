import { promises as dns } from "node:dns";
import { Socket } from "node:net";

// Loaded into the processes of a shop under test: one name has a public address, and whoever
// connects to that name reaches this machine. Everything between is as it is on the open internet.
const NAME = "issuer.localhost";
const PUBLIC = { address: "93.184.215.14", family: 4 };
const HERE = { address: "127.0.0.1", family: 4 };

const { lookup } = dns;
dns.lookup = (name, options) =>
  name === NAME
    ? Promise.resolve(options?.all ? [PUBLIC] : PUBLIC)
    : lookup.call(dns, name, options);

const { connect } = Socket.prototype;
Socket.prototype.connect = function connectWithin(...given) {
  const [first] = given;
  const options = Array.isArray(first) ? first[0] : first;
  if (options?.host === NAME) options.lookup = answerHere;
  return connect.apply(this, given);
};

function answerHere(_name, options, callback) {
  if (options.all) callback(null, [HERE]);
  else callback(null, HERE.address, HERE.family);
}
