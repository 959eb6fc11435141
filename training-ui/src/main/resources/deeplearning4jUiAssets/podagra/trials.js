import "./feed.js";
