//! Requests and responses, over a socket and without one.

mod batch;
mod documented_page;
mod endpoint;
mod operation;
mod over_a_socket;
mod paging;
mod paging_as_a_stream;
mod path;
mod references_over_a_socket;
mod request;
mod response;
mod route;
mod verbs;
