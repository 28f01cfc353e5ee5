// Package web is the site: one table of routes grouped by audience, the middleware that every
// request crosses, and the one place where a fault becomes a page.
//
// Order of the middleware, outside in: reference and log, panics, limits, security headers,
// cross-origin protection, session, actor. Handlers live in web/portail, web/compte and
// web/conversation; they never decide rights, the services do.
package web
