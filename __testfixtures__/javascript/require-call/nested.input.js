if (x) {
  y = require('./src/services/api').fetchAll();
}
const z = { api: require("./src/services/api") };
