//! Requests and responses, over a socket and without one.

mod batch;
mod batch_contents;
mod batch_patterns;
mod batch_throttled;
mod content_over_a_socket;
mod debug_output;
mod declared_operation;
mod delta;
mod documented_page;
mod endpoint;
mod envelope;
mod mutated_input;
mod operation;
mod over_a_socket;
mod page_items;
mod paging;
mod paging_as_a_stream;
mod path;
mod path_template;
mod property;
mod references_over_a_socket;
mod request;
mod response;
mod route;
mod service_error;
mod verbs;
