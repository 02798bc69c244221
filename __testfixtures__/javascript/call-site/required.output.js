const { couple, openStream: Old } = require('@/feed/new');
const { log } = require('@/feed/new'), other = 1;

exports.text = couple(other, 'a');
exports.feed = (url) => Old({ url, debug: false });
exports.later = async () => {
  const { load } = await import('@/feed/old');
  const { loadNow } = await import('@/feed/new');
  return [loadNow(3, 'a'), load('b')];
};
log('done', 'app');
