"""What stands around a report in a web page: the furniture of a CMS, and what Word writes before it begins.

Everything in it is invented, and nothing in it is a figure of the report: menus, a path, a table of metadata, counters,
links to other years' reports, a footer with telephone numbers, scripts and style sheets. The pages have the size of
real ones.
"""

from tests.kinds.html_held import DECLARED_HERE

METADATA = {
    "index_number": "yx000/2023-00017",
    "document_number": "云政办函〔2023〕8号",
    "published_on": "2023-01-19",
    "publisher": "云溪县人民政府办公室",
}
"""What the metadata of the CMS page says."""

_SECTIONS = ("走进云溪", "政府信息公开", "政务服务", "互动交流", "数据开放", "专题专栏", "营商环境", "便民查询")
_PAGES = (
    *("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开", "规范性文件"),
    *("行政许可", "行政处罚", "财政预决算", "重大建设项目", "公共资源配置", "社会公益事业", "政府采购", "人事信息"),
    *("领导信息", "机构职能", "统计公报", "规划计划"),
)


def plain_page(body: str, title: str) -> str:
    """Nothing but the report."""
    return f"<html><head>{DECLARED_HERE}<title>{title}</title></head>\n<body>\n{body}\n</body></html>\n"


def cms_page(body: str, title: str) -> str:
    """A page of a government's site."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN">
<head>
{DECLARED_HERE}
<title>{title}_云溪县人民政府门户网站</title>
<meta name="SiteName" content="云溪县人民政府" /><meta name="ArticleTitle" content="{title}" />
<meta name="PubDate" content="2023-01-19 20:46" /><meta name="ColumnName" content="政府信息公开年报" />
<link rel="stylesheet" href="/css/base.css?v=20230119" />
<style type="text/css">
{_style()}
</style>
<script type="text/javascript">
{_script()}
</script>
<script type="application/ld+json">
{{"@type": "WebPage", "name": "{title}", "views": 4956, "table": "<td>41</td>"}}
</script>
</head>
<body>
<!-- 头部开始 -->
<div class="top"><a href="/">云溪县人民政府</a> <span>今天是2023年3月7日 星期二 晴 3℃~12℃</span>
<form action="/search"><input type="text" value="请输入关键字">
<select><option value="1">全文</option><option>标题</option></select></form></div>
<ul class="menu">{_menu()}</ul>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a>
&gt; <a href="/zwgk/nb/">政府信息公开年报</a></div>
<table class="meta" width="100%"><tbody>
<tr><td><b>索&nbsp;引&nbsp;号：</b></td><td>{METADATA["index_number"]}</td>
<td><b>文号：</b></td><td>{METADATA["document_number"]}</td></tr>
<tr><td><b>发布机构：</b></td><td>{METADATA["publisher"]}</td>
<td><b>发布日期：</b></td><td>{METADATA["published_on"]}</td></tr>
<tr><td><b>信息类别：</b></td><td>年度报告</td><td><b>有效性：</b></td><td>有效</td></tr>
</tbody></table>
<div class="tools"><span>浏览次数：4956</span>
<span>字体：[<a href="#">大</a> <a href="#">中</a>
<a href="#">小</a>]</span>
<span>分享到：<a class="share-a">&#xe601;</a><a class="share-b">&#xe602;</a></span>
<a href="javascript:window.print()">打印</a></div>
<div id="article" class="content">
{body}
</div>
<!-- 正文结束 -->
<div class="related"><h3>相关链接</h3><ul>
<li><a href="/zwgk/nb/2021.html">云溪县人民政府2019年政府信息公开工作年度报告</a><span>2020-01-21</span></li>
<li><a href="/zwgk/nb/2020.html">云溪县教育局2019年政府信息公开工作年度报告</a><span>2020-01-17</span></li>
</ul><p>上一篇：<a href="/1.html">关于元旦放假的提示</a></p><p>下一篇：没有了</p></div>
<div class="qr"><p>扫一扫在手机打开当前页</p><img src="/qr.png" alt="二维码" width=120></div>
<div class="foot"><p>主办：云溪县人民政府 承办：云溪县人民政府办公室</p>
<p>地址：云溪县文化路8号 联系电话：0000-5550123 邮编：000000</p>
<p>网站标识码：0000000017 备案号：云ICP备00000017号-1 <a href="#">网站地图</a></p>
<p>建议使用1920*1080分辨率浏览</p></div>
<script>
document.getElementById("hits").innerHTML = "<table><tr><td>访问量</td><td>51234</td></tr></table>";
</script>
</body>
</html>
"""


def word_page(body: str, title: str) -> str:
    """A page saved by Word."""
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
{DECLARED_HERE}
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 14">
<link rel=File-List href="report.files/filelist.xml">
<title>{title}</title>
<!--[if gte mso 9]><xml>
 <o:DocumentProperties><o:Author>王某</o:Author><o:Pages>6</o:Pages><o:Words>531</o:Words></o:DocumentProperties>
</xml><![endif]-->
<!--[if gte mso 9]><xml>
 <w:WordDocument><w:View>Print</w:View><w:Compatibility><w:BreakWrappedTables/></w:Compatibility></w:WordDocument>
</xml><![endif]--><!--[if gte mso 9]><xml>
 <w:LatentStyles DefLockedState="false" LatentStyleCount="267">
{_latent_styles()}
 </w:LatentStyles>
</xml><![endif]-->
<style>
<!--
{_word_styles()}
-->
</style>
<!--[if gte mso 10]>
<style>
 table.MsoNormalTable {{mso-style-name:普通表格; mso-padding-alt:0cm 5.4pt 0cm 5.4pt;}}
</style>
<![endif]--><!--[if supportMisalignedColumns]><tr height=0><td>3</td></tr><![endif]-->
</head>

<body lang=ZH-CN style='tab-interval:21.0pt;text-justify-trim:punctuation'>

<div class=WordSection1 style='layout-grid:15.6pt'>

{body}

<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>

</div>

</body>

</html>
"""


def _menu() -> str:
    items = []
    for number, section in enumerate(_SECTIONS):
        links = (f'<a href="/{number}/{place}/" title="{name}">{name}</a>' for place, name in enumerate(_PAGES))
        pages = "".join(f"<li>{link}</li>" for link in links)
        items.append(f'<li class="m{number}"><a href="/{number}/">{section}</a><ul class="sub">{pages}</ul></li>')
    return "\n".join(items)


def _style() -> str:
    rules = "{margin:0 auto;padding:0 10px;border:1px solid #ddd;line-height:28px;font-size:14px}"
    return "\n".join(f".box-{number} td,.box-{number} th > p{rules}" for number in range(280))


def _script() -> str:
    pages = "\n".join(
        f'pages[{number}] = {{"html": "<li class=\\"n\\"><a href=\\"/{number}.html\\">第{number}条</a></li>"}};'
        for number in range(420)
    )
    return f"var pages = {{}};\nif (1 < 2 && pages) {{ pages.total = 420; }}\n{pages}"


def _latent_styles() -> str:
    return "\n".join(
        f'  <w:LsdException Locked="false" Priority="{number % 99}"\n   Name="Grid Accent {number}"/>'
        for number in range(260)
    )


def _word_styles() -> str:
    rules = 'margin:0cm;\n\tfont-family:"仿宋_GB2312",serif;mso-pagination:none;'
    return "\n".join(f" p.a{number}\n\t{{mso-style-name:样式{number};\n\t{rules}}}" for number in range(160))
