if (x) {
  y = require('@/services/api').fetchAll();
}
const z = { api: require("@/services/api") };
