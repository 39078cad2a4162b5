//! What summarizers share: term vectors, graph centrality, and selection without redundancy. Pure computation;
//! every step is linear in the number of terms, and no matrix of sentences by sentences is ever made.

mod cosine_graph;
mod lazy_queue;
pub mod noise;
mod overlap_graph;
mod page_rank;
mod postings;
mod selection;
mod term_vectors;
mod truncated_svd;

pub use cosine_graph::CosineGraph;
pub use lazy_queue::{LazyQueue, best_first};
pub use overlap_graph::OverlapGraph;
pub use page_rank::{Graph, PageRank};
pub use postings::Postings;
pub use selection::{Penalties, Picked, Selected, Worth, select, select_by};
pub use term_vectors::TermVectors;
pub use truncated_svd::TruncatedSvd;
