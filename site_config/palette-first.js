(function(d,p){d.className="js";try{p=localStorage.getItem("palette")}catch(e){}if(p==="light"||p==="dark")d.dataset.theme=p})(document.documentElement)
