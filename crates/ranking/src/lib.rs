//! What summarizers share: term vectors, graph centrality, and selection without redundancy. Pure computation;
//! every step is linear in the number of terms, and no matrix of sentences by sentences is ever made.

mod cosine_graph;
mod overlap_graph;
mod page_rank;
mod selection;
mod term_vectors;

pub use cosine_graph::CosineGraph;
pub use overlap_graph::OverlapGraph;
pub use page_rank::{Graph, PageRank};
pub use selection::{Penalties, Picked, Selected, select};
pub use term_vectors::TermVectors;
