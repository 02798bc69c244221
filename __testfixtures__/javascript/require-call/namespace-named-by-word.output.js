const legacy = require('./src/words/old');
const deleteModule = require('./src/words/delete');

const rows = () => [new deleteModule.Row(), legacy.kept];
