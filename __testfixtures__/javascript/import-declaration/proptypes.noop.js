const React = require('react');
const { PropTypes } = React;
export default PropTypes;
