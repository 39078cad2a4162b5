//! scratch
fn main(){
 let t="He didn't, didn’t cannot go. About 1,000 of 1.5m $1.5bn 40ft 3.5% U.S. co-operate 2010-11 £20,000-a-year 1990s 5-3 win, 10:30pm F-16 he'd Obama's 21st 3D twenty-five on Aug. 3. 10am e-mail";
 let a=synoptic_text_analysis::analyze(t,&synoptic_text_analysis::Options::default());
 let terms: Vec<&str>=a.terms().collect();
 for k in a.tokens(){print!("{}[{}]{} ",&t[k.range()], terms.get(k.term as usize).unwrap_or(&"-"),k.flags.0);}
}
