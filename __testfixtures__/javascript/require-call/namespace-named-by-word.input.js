const legacy = require('./src/words/old');

const rows = () => [new legacy.Row(), legacy.kept];
