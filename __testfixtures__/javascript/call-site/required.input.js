const { pair, Feed: Old } = require('@/feed/old');
const { trace } = require('@/feed/old'), other = 1;

exports.text = pair('a', other);
exports.feed = (url) => new Old(url);
exports.later = async () => {
  const { load } = await import('@/feed/old');
  return [await load('a'), load('b')];
};
trace('app', 'done');
