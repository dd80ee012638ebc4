"""What stands around an article on the made-up sites, in the manner of real ones."""

# ruff: noqa: E501  # pages have long lines

MADE = "（演示文本：本文由程序编成，仅作测速，不是任何媒体的报道。）"

ADVERT = (
    '<section aria-label="广告" aria-hidden="true" role="region" data-e2e="advertisement">'
    '<div id="dotcom-mpu"></div></section>'
)

_HUB = "https://mirror-hub.example/changfeng"
MIRROR_HEAD = (
    f"#### [首页]({_HUB}/news3/blob/master/README.md) &nbsp;&nbsp;|&nbsp;&nbsp; [镜像地图]({_HUB}/map/README.md) "
    f"&nbsp;&nbsp;|&nbsp;&nbsp; [三步翻墙教程]({_HUB}/guides/wiki)  &nbsp;&nbsp;|&nbsp;&nbsp; "
    f"[一键翻墙软件]({_HUB}/nofence/README.md) "
)
MIRROR_ADVERT = """<div id="txt-mid1">


---

#### [ 🎬  《海底两万里》- 有声书全集在线听](http://198.51.100.94:10000/videos/legend/20000.html)

#### [ 💥 翻墙必看：一百个看不到的纪录片](http://198.51.100.94:10000/videos/docs/100.html)


</div>"""
MIRROR_FOOT = f"""<hr/>
手机上长按并复制下列链接，或保存二维码，分享本文：<br/>
{_HUB}/news3/blob/master/{{page}}.md <br/>
<a href='{_HUB}/news3/blob/master/{{page}}.md'><img src='{_HUB}/news3/blob/master/{{page}}.md.png'/></a> <br/>
原文地址（需翻墙访问）：{{url}}


------------------------
#### [首页]({_HUB}/news3/blob/master/README.md) &nbsp;|&nbsp; [一键翻墙软件]({_HUB}/nofence/README.md)


<img src='http://count.mirror-hub.example/news3/{{page}}.md' width='0px' height='0px'/>"""

_DIGEST = "https://www.beichuang-digest.example"
DIGEST_HEAD = (
    ' <!-- 面包屑导航 --> <h2>{title}</h2> <p class="notice"><b>各位读者注意：本文中的链接除 '
    '<a href="https://git.mirror-hub.example/nuanfeng/fanqiang" >翻墙</a>软件下载链接外全部为站内链接，'
    "未翻墙状态下可能打不开，请勿点击。此为文字版，欲看图文视频完整版，请下载"
    '<a href="https://git.mirror-hub.example/nuanfeng/fanqiang">翻墙软件或APP</a>后再访问北窗文摘。</p>'
    "<p>备注：本站永久免费，收藏本页以防走失，最新域名请发空邮件到 dizhi@beichuang-digest.example 索取。</b></p>"
    '  <div class="entry"> '
)
DIGEST_FOOT = (
    "<!--<div id=\"taboola-mid-1\"></div>--><ul class='op-related-articles' title='相关阅读'> "
    f"<li><a href='{_DIGEST}/bnews/world/20220220/2029981.html' target='_blank'>五分钟看懂地图</a></li> </ul> "
    f'<ul class="texttj"> <li>🔥<a href="{_DIGEST}/bnews/ssgc/20210219/1850782.html" target="_blank">'
    "老中医不敢说的养生秘密，看完惊呆了</a></li> </ul>"
    "<p class=\"src-info\">来源：{outlet} </p><a name='sharetosocial'></a> "
    '<div id="archive-pix-1" class="banner-ads"> <div id="30117x728x90x621x_ADSLOT1"></div> </div> '
    "</div><!--END ENTRY--> "
)

PAGE_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}"/>
<title>{title}_人文_{outlet}</title>
<meta name="keywords" content="{tags}"/>
<meta name="author" content="1027"/>
<meta property="og:title" content="{title}"/>
<meta property="og:url" content="{url}?share_from=og"/>
<meta property="og:site_name" content="{outlet}"/>
<meta property="article:published_time" content="{day}T10:15:00+08:00"/>
<link rel="canonical" href="{url}"/>
<script src="https://ads.example/tag.js" async></script>
<style>.ad-tip{{font-size:12px}} .hide{{display:none}}</style>
</head>
<body class="article">
<div class="topbar"><a href="/login">登录</a> <a href="/reg">注册</a> <a href="/app">下载客户端</a></div>
<div class="header"><a class="logo" href="/"><img src="/static/logo.png" alt="{outlet}"/></a>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/society">社会</a></li><li><a href="/culture">人文</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/culture">人文</a> &gt; 正文</div>
<div class="main">
<h1 class="title">{title}</h1>
<div class="meta"><span class="time">{day} 10:15</span> <span class="src">来源：{outlet}</span> <span class="author">记者 {author}</span></div>
<div class="share"><div class="bdsharebuttonbox"><a href="#" class="bds_more" data-cmd="more">分享到：</a></div></div>
<div class="content" id="artibody">
"""
PAGE_FOOT = """<div class="ad-in-text"><ins class="adsbygoogle" data-ad-slot="7700000001"></ins><span class="ad-tip">广告</span></div>
</div>
<div class="editor">责任编辑：韩一宁　　校对：罗小满</div>
<div class="statement">版权声明：凡注明“来源：{outlet}”的作品，未经本刊书面授权，任何单位和个人不得转载、摘编。</div>
<div class="qr"><img src="/static/qr.png" alt="二维码"/><p>扫一扫，关注{outlet}公众号</p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/2023/08/11/4302.html">马帮的铜铃为什么叮当响</a></li></ul></div>
<div class="comments" id="comments"><h3>网友评论（1）</h3><div class="cmt"><span class="nick">山那边的风</span><p>写得好。</p></div></div>
</div>
<div class="sidebar"><div class="side-ad"><a href="https://ads.example/click?id=88"><img src="https://ads.example/b.gif" alt="广告"/></a></div>
<h3>24小时热榜</h3><ol class="hot"><li><a href="/2023/09/20/4420.html">地铁里的失物招领处都有什么</a></li></ol></div>
<div class="footer"><p><a href="/about">关于我们</a> | <a href="/ads">广告服务</a></p><p>Copyright © 2009-2023 {outlet} 版权所有</p></div>
<div class="hide">统计代码 <img src="https://count.ads.example/p.gif?id=4417" width="1" height="1"/></div>
</body>
</html>
"""

TRADITIONAL_HEAD = """<!DOCTYPE html>
<html lang="zh-Hant-TW">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=big5">
<title>{title} | 岛屿日报</title>
<meta name="keywords" content="{tags}">
<meta name="author" content="{author}">
<meta property="og:site_name" content="岛屿日报">
<meta property="article:published_time" content="{day}T06:30:00+08:00">
<link rel="canonical" href="{url}">
</head>
<body>
<div id="header"><a href="/">岛屿日报</a><ul id="menu"><li><a href="/hot">即时</a><li><a href="/life">生活</a></ul></div>
<div id="wrap">
<h1>{title}</h1>
<div class="byline"><time datetime="{day}T06:30:00+08:00">{day}</time> 记者{author}∕台北报导</div>
<div class="article-body">
"""
TRADITIONAL_FOOT = """</div>
<div class="follow">喜欢这篇文章吗？欢迎按赞、加入岛屿日报粉丝专页</div>
<div class="more"><h4>延伸阅读</h4><ul><li><a href="/story/2023/0301/7702.html">一张图看懂全球海缆</a></ul></div>
</div>
<div id="footer">岛屿日报股份有限公司 版权所有，非经授权不许转载</div>
</body>
</html>
"""

PORTAL_HEAD = """最贴心的新闻,最有用的资讯
02月25日 17.2°C-23.8°C
纽元 : 人民币=4.24
奥克兰
今日南屿app下载
登录 注册

{title}

2天前 来源: {outlet} 原文链接 评论3条

本文转载自{outlet},只代表原作者及原出处立场,供读者参考,不代表今日南屿的态度。

"""
PORTAL_FOOT = """本文转载自{outlet},只代表原作者及原出处立场,供读者参考,不代表今日南屿的态度。

今日南屿评论 跟帖只代表网友本人看法,与本站无关。
最新评论(1)
海边的卡卡
海边的卡卡 2天前 回复
我姑妈昨晚视频哭了半小时


Copyright Nanyu Media Pty Ltd.隐私政策关于我们广告投放诚聘英才网站导航

友情链接: 南屿租房 南屿二手车
"""
