import { launch } from "./launch.mjs";

const [file = "", ...args] = process.argv.slice(2);
await launch(file, args);
